import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count } from '../src/ask/count.js';
import { effectsOf, explain } from '../src/ask/explain.js';
import { list } from '../src/ask/list.js';
import { sessions } from '../src/ask/sessions.js';
import { all, HOUR, NOW, openAskedStore, type AskedStore, type RowTest } from './ask-fixtures.js';

let asked: AskedStore;
beforeAll(async () => {
  asked = await openAskedStore();
}, 60_000);
afterAll(() => asked.close());

describe('a list', () => {
  it.each([
    ['the latest first', {}],
    ['the earliest first', { ascending: true }],
    ['by a field', { order: 'resource.duration', of: 'resource' as const }],
  ])('%s has each event once, page by page', async (_, options) => {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const page = await list(asked.ask, {
        ...all,
        ...options,
        limit: 500,
        ...(after && { after }),
      });
      ids.push(...page.events.map((found) => found.event_id));
      after = page.next;
    } while (after);
    const expected = asked.rows.filter(
      (row) => !('of' in options) || row['resource_duration'] !== null,
    );
    expect(ids.length).toBe(expected.length);
    expect(new Set(ids)).toEqual(new Set(expected.map((row) => row.event_id)));
    if ('order' in options) return;
    const dates = expected.map((row) => row.date);
    const byId = new Map(expected.map((row) => [row.event_id, row.date]));
    const found = ids.map((id) => byId.get(id));
    expect(found).toEqual('ascending' in options ? dates : dates.toReversed());
  });
});

describe('the latest of a long time', () => {
  const recent = (test: RowTest) =>
    asked.rows
      .filter(test)
      .toSorted((a, b) => b.date - a.date || (a.event_id < b.event_id ? 1 : -1));

  it.each([1, 5, 40])('%i events are found as if all were looked at', async (limit) => {
    const found = await list(asked.ask, { ...all, of: 'view', limit });
    const expected = recent((row) => row.type === 'view').slice(0, limit);
    expect(found.events.map((event) => event.event_id)).toEqual(
      expected.map((row) => row.event_id),
    );
  });

  it.each([1, 3, 20])('%i sessions are found as if all were looked at', async (limit) => {
    const ends = new Map<string, number>();
    const failed = new Set(recent((row) => row.type === 'error').map((row) => row.session_id));
    for (const { session_id: id, ended_at: end } of asked.rows)
      if (failed.has(id)) ends.set(id, Math.max(end, ends.get(id) ?? 0));
    const found = await sessions(asked.ask, { ...all, filter: 'error.message:*', limit });
    expect(found.sessions.map((session) => session.last_event_at)).toEqual(
      [...ends.values()].toSorted((a, b) => b - a).slice(0, limit),
    );
  });
});

describe('sessions', () => {
  it.each(['last_event_at', 'started_at', 'duration', 'views', 'errors'] as const)(
    'come in the order of %s, with the figures of plain code',
    async (order) => {
      const found = (await sessions(asked.ask, { ...all, order, limit: 500 })).sessions;
      const expected = Map.groupBy(asked.rows, (row) => row.session_id);
      expect(found.length).toBe(Math.min(500, expected.size));
      const valueOf = (id: string) => {
        const rows = expected.get(id) ?? [];
        const start = Math.min(...rows.map((row) => row.date));
        const end = Math.max(...rows.map((row) => row.ended_at));
        const ofType = (type: string) => rows.filter((row) => row.type === type).length;
        return {
          last_event_at: end,
          started_at: start,
          duration: end - start,
          views: ofType('view'),
          errors: ofType('error'),
        }[order];
      };
      const values = found.map(({ id }) => valueOf(id));
      expect(values).toEqual(
        [...expected.keys()]
          .map(valueOf)
          .toSorted((a, b) => b - a)
          .slice(0, values.length),
      );
    },
  );

  it('are found by what their events say', async () => {
    const ids = async (filter: string) =>
      new Set(
        (await sessions(asked.ask, { ...all, filter, limit: 500 })).sessions.map(({ id }) => id),
      );
    const having = (...tests: RowTest[]) =>
      new Set(
        [...Map.groupBy(asked.rows, (row) => row.session_id)]
          .filter(([, rows]) => tests.every((test) => rows.some(test)))
          .map(([id]) => id),
      );
    const isError: RowTest = (row) => row['error_type'] === 'TypeError';
    const isSlow: RowTest = (row) => (row.lcp ?? 0) > 4_000;
    expect(await ids('error.type:TypeError')).toEqual(having(isError));
    expect(await ids('error.type:TypeError lcp:>4s')).toEqual(having(isError, isSlow));
    expect(await ids('page:/cart page:/checkout')).toEqual(
      having(
        (row) => row.view_name === '/cart',
        (row) => row.view_name === '/checkout',
      ),
    );
    expect(await ids('error.type:TypeError country:US')).toEqual(
      having(isError, (row) => row['geo_country'] === 'US'),
    );
    const without = await ids('-error.type:TypeError');
    expect([...without].filter((id) => having(isError).has(id))).toEqual([]);
  });
});

describe('an explanation', () => {
  it('says of each segment what questions about it say', async () => {
    const half = NOW - 36 * HOUR;
    const times = { from: half, to: NOW + HOUR };
    const against = { from: all.from, to: half };
    const question = { application: 'app', ...times, measure: 'lcp', against };
    const answer = await explain(asked.ask, question);
    const share = async (range: typeof times, filter = '') => {
      const { values } = await count(asked.ask, {
        application: 'app',
        ...range,
        filter,
        measures: ['good(lcp)'],
      });
      return values['good(lcp)'] === null ? null : 1 - Number(values['good(lcp)']);
    };
    expect(answer.now.share).toBeCloseTo(Number(await share(times)), 10);
    expect(answer.segments.length).toBeGreaterThan(3);
    for (const { field, value, now, before } of answer.segments.slice(0, 4)) {
      const filter = value ? `${field}:"${value}"` : `-${field}:*`;
      if (now.share !== null) expect(now.share).toBeCloseTo(Number(await share(times, filter)), 10);
      if (before.share !== null)
        expect(before.share).toBeCloseTo(Number(await share(against, filter)), 10);
    }
  });

  it('adds up to the change over all values of a field', () => {
    const whole = { now: { views: 100, share: 0.4 }, before: { views: 200, share: 0.2 } };
    const parts = [
      // 30 + 10 of 100 now; 20 + 20 of 200 before.
      { now: { views: 60, share: 30 / 60 }, before: { views: 50, share: 20 / 50 } },
      { now: { views: 40, share: 10 / 40 }, before: { views: 150, share: 20 / 150 } },
    ].map((part) => effectsOf(part, whole));
    expect(parts.reduce((sum, part) => sum + part.by_rate + part.by_mix, 0)).toBeCloseTo(0.2, 10);
    expect(parts[0]?.by_rate).toBeCloseTo(0.6 * 0.1, 10);
    expect(parts[0]?.by_mix).toBeCloseTo((0.6 - 0.25) * (0.4 - 0.2), 10);
  });
});
