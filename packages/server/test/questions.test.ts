import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { openQuestions } from '../src/ask/ask.js';
import { openStore } from '../src/store/store.js';
import { withLiterals } from '../src/store/literals.js';
import { temporaryFolder } from './fixtures.js';

const LIMITS = { atOnce: 2, waiting: 2, seconds: 20, bytes: 1e9 };
const never = new AbortController().signal;
const question = (sql: string) => ({ sql, parameters: {}, settings: {} });

/** A store whose answers come when they are released. */
function heldStore() {
  const asked: { sql: string; release: (rows?: unknown[]) => void; signal?: AbortSignal }[] = [];
  const query = vi.fn(
    (sql: string, _parameters: unknown, { signal }: { signal?: AbortSignal } = {}) =>
      new Promise<unknown[]>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        asked.push({ sql, release: (rows = [sql]) => resolve(rows), ...(signal && { signal }) });
      }),
  );
  return { asked, store: { query: query as never } };
}

describe('questions', () => {
  it('that several ask at the same time are asked once', async () => {
    const { asked, store } = heldStore();
    const { on } = openQuestions(store, LIMITS);
    const answers = [on(never)(question('a')), on(never)(question('a')), on(never)(question('a'))];
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.release();
    expect(await Promise.all(answers)).toEqual([['a'], ['a'], ['a']]);
    void on(never)(question('a'));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
  });

  it('are let in a few at once, in their order, and refused when too many wait', async () => {
    const { asked, store } = heldStore();
    const { on } = openQuestions(store, LIMITS);
    const answers = ['a', 'b', 'c', 'd'].map((sql) => on(never)(question(sql)));
    await expect(on(never)(question('e'))).rejects.toMatchObject({ statusCode: 503 });
    expect(asked.map(({ sql }) => sql)).toEqual(['a', 'b']);
    asked[1]?.release();
    await answers[1];
    await vi.waitFor(() => expect(asked.map(({ sql }) => sql)).toEqual(['a', 'b', 'c']));
    asked[0]?.release();
    asked[2]?.release();
    await vi.waitFor(() => expect(asked).toHaveLength(4));
    asked[3]?.release();
    expect(await Promise.all(answers)).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('end when the last who waits goes away, and only then', async () => {
    const { asked, store } = heldStore();
    const { on } = openQuestions(store, LIMITS);
    const [first, second] = [new AbortController(), new AbortController()];
    const answers = [on(first.signal)(question('a')), on(second.signal)(question('a'))];
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    first.abort();
    expect(asked[0]?.signal?.aborted).toBe(false);
    second.abort();
    expect(asked[0]?.signal?.aborted).toBe(true);
    for (const answer of answers) await expect(answer).rejects.toMatchObject({ statusCode: 499 });
  });

  it('of somebody who has gone are not asked when their turn comes', async () => {
    const { asked, store } = heldStore();
    const { on } = openQuestions(store, { ...LIMITS, atOnce: 1 });
    const gone = new AbortController();
    const first = on(never)(question('a'));
    const second = on(gone.signal)(question('b'));
    const third = on(never)(question('c'));
    gone.abort();
    asked[0]?.release();
    await first;
    await expect(second).rejects.toMatchObject({ statusCode: 499 });
    await vi.waitFor(() => expect(asked.map(({ sql }) => sql)).toEqual(['a', 'c']));
    asked[1]?.release();
    expect(await third).toEqual(['c']);
  });
});

describe('the store', () => {
  const MUCH = 'SELECT count() AS n FROM numbers_mt(1000000000000) WHERE number % 7 = 3';

  it('gives up what takes too long or too much memory, with a sentence', async () => {
    const store = await openStore({ path: temporaryFolder() });
    const short = openQuestions(store, { ...LIMITS, seconds: 0.3 });
    const sentence = 'The question is too broad: narrow the time or the filter.';
    const refused = { statusCode: 422, message: sentence };
    await expect(short.on(never)(question(MUCH))).rejects.toMatchObject(refused);
    const small = openQuestions(store, { ...LIMITS, bytes: 50_000_000 });
    await expect(
      small.on(never)(question('SELECT groupArray(number) FROM numbers(100000000)')),
    ).rejects.toMatchObject(refused);
    await store.close();
  });

  it('ends the work itself when nobody waits any more, and answers others meanwhile', async () => {
    const store = await openStore({ path: temporaryFolder() });
    const { on } = openQuestions(store, LIMITS);
    const gone = new AbortController();
    const answer = on(gone.signal)(question(MUCH));
    const running = () =>
      store.query<{ query: string }>(
        `SELECT query FROM system.processes WHERE query LIKE '%1000000000000%' AND query NOT LIKE '%processes%'`,
      );
    await vi.waitFor(async () => expect(await running()).toHaveLength(1), 10_000);
    expect(await on(never)(question('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
    gone.abort();
    await expect(answer).rejects.toMatchObject({ statusCode: 499 });
    await vi.waitFor(async () => expect(await running()).toEqual([]), 10_000);
    await store.close();
  });

  it('never begins what nobody waits for any more when its turn comes', async () => {
    const store = await openStore({ path: temporaryFolder() });
    // One for each of its connections.
    const slow = Array.from({ length: 3 }, () => store.query('SELECT sleep(1)'));
    const gone = new AbortController();
    const late = store.query(MUCH, {}, { signal: gone.signal });
    gone.abort();
    await expect(late).rejects.toMatchObject({ name: 'AbortError' });
    await Promise.all(slow);
    expect(await store.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await store.close();
  });

  it('takes any value as it is, whatever is written in it', async () => {
    const store = await openStore({ path: temporaryFolder() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom("'", '\\', "\\'", '{a:String}', '\0', '*/', '--'),
        ),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer(),
        async (texts, text, double, integer) => {
          const [row] = await store.query<Record<string, unknown>>(
            'SELECT {a:Array(String)} AS a, {b:String} AS b, {c:Float64} AS c, toFloat64({d:Int64}) AS d',
            { a: texts, b: text, c: double, d: integer },
          );
          expect(row).toEqual({ a: texts, b: text, c: double + 0, d: integer });
        },
      ),
      { numRuns: 300 },
    );
    await store.close();
  }, 30_000);

  it('answers several at once, each with what belongs to it', async () => {
    const store = await openStore({ path: temporaryFolder() });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        store.query<{ a: string }>('SELECT {a:String} AS a, sleep(0.01)', { a: String(index) }),
      ),
    );
    expect(answers.map(([row]) => row?.a)).toEqual(answers.map((__, index) => String(index)));
    await store.close();
  });

  it('is not asked with a value that has no literal', () => {
    expect(() => withLiterals('SELECT {a:String}', {})).toThrow('no a');
    expect(() => withLiterals('SELECT {a:Float64}', { a: Infinity })).toThrow('no literal');
    expect(() => withLiterals('SELECT {a:String}', { a: {} })).toThrow('no literal');
  });
});
