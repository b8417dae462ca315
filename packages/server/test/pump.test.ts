import { expect, it, vi } from 'vitest';
import { openIntakeLog } from '../src/intake-log/intake-log.js';
import { pump } from '../src/pump.js';
import type { EventRow } from '../src/store/event-row.js';
import { makeRows } from '../src/store/make-rows.js';
import { errorEvent, temporaryFolder } from './fixtures.js';

const fault = (code: string) => Object.assign(new Error('told'), { code });

/** A store that fails in some way for its first inserts, and refuses rows of the view `bad`. */
function fakeStore({ failures = 0, code = '243' } = {}) {
  const inserted: string[] = [];
  let left = failures;
  return {
    inserted,
    async insert(json: readonly string[]) {
      const rows = json.map((row) => JSON.parse(row) as EventRow);
      if (left) {
        left -= 1;
        throw fault(code);
      }
      if (rows.some(({ view_name: name }) => name === 'bad')) throw fault('27');
      inserted.push(...rows.map(({ view_name: name }) => name));
    },
  };
}

async function pumpNames(names: string[], store: ReturnType<typeof fakeStore>) {
  const log = await openIntakeLog({ path: temporaryFolder(), capacityBytes: 1e9 });
  const events = names.map((name, line) => ({
    line,
    event: errorEvent('x', { view: { id: 'v', url: '/', name } }) as never,
  }));
  await log.append(JSON.stringify({ batchId: 'b', receivedAt: 1, enrichment: {}, events }));
  await log.close();
  const aside: string[] = [];
  const faults: unknown[] = [];
  const onStored = vi.fn();
  await pump(
    {
      log,
      rowsOf: async (records) => makeRows({ records }),
      insert: store.insert,
      touch: async () => {},
      onFault: (fault) => faults.push(fault),
      onStored,
      setAside: async (row) =>
        void aside.push(
          typeof row === 'string' ? (JSON.parse(row) as EventRow).view_name : 'unmade',
        ),
    },
    new AbortController().signal,
  );
  return { aside, faults, onStored, waiting: log.waitingBytes };
}

it('a row that the store refuses is set aside and keeps back no other', async () => {
  const store = fakeStore();
  const { aside, waiting } = await pumpNames(['a', 'bad', 'b', 'c', 'bad', 'd'], store);
  expect([store.inserted, aside, waiting]).toEqual([['a', 'b', 'c', 'd'], ['bad', 'bad'], 0]);
});

it.each([
  ['the disk is full', '243'],
  ['memory is short', '241'],
  ['its files cannot be written', '1001'],
  ['it is read-only', '242'],
  ['its tables are of another version', '16'],
  ['it does not answer', 'ECONNREFUSED'],
])('while %s no row is set aside, and all of them arrive later', async (_, code) => {
  const store = fakeStore({ failures: 2, code });
  const { aside, faults, onStored, waiting } = await pumpNames(['a', 'b'], store);
  expect([store.inserted, aside, faults.length, waiting]).toEqual([['a', 'b'], [], 2, 0]);
  expect(onStored).toHaveBeenCalledTimes(1);
});

it('an event of which no row can be made is set aside, and costs no other', async () => {
  const store = fakeStore();
  const { aside, waiting } = await pumpNames(['a', 5 as unknown as string, 'b'], store);
  expect([store.inserted, aside, waiting]).toEqual([['a', 'b'], ['unmade'], 0]);
});
