import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../src/ask/compare.js';
import { distribution } from '../src/ask/distribution.js';
import { explain } from '../src/ask/explain.js';
import { facets } from '../src/ask/facets.js';
import { heat } from '../src/ask/heat.js';
import { overview } from '../src/ask/overview.js';
import { series } from '../src/ask/series.js';
import { table } from '../src/ask/table.js';
import { top } from '../src/ask/top.js';
import {
  all,
  HOUR,
  NOW,
  numbers,
  openAskedStore,
  quantile,
  type AskedStore,
  type RowTest,
  type StoredEventRow,
} from './ask-fixtures.js';

let asked: AskedStore;
beforeAll(async () => {
  asked = await openAskedStore();
}, 60_000);
afterAll(() => asked.close());

const viewsBy = (key: (row: StoredEventRow) => string) => {
  const counts = new Map<string, number>();
  for (const row of asked.rows)
    if (row.type === 'view') counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
};

describe('groups', () => {
  it('of an overview are its whole, over time and by name', async () => {
    const { totals, series: points, views } = await overview(asked.ask, all);
    const expected = asked.rows.filter((row) => row.type === 'view' && !row.kept_on_error).length;
    const sum = (rows: readonly { views: number }[]) =>
      rows.reduce((total, row) => total + row.views, 0);
    expect(expected).toBeGreaterThan(0);
    expect([totals.views, sum(points), sum(views)]).toEqual([expected, expected, expected]);
  });

  it('of a table make the whole, the most frequent first', async () => {
    const { rows, truncated } = await table(asked.ask, {
      ...all,
      measures: ['count', 'p75(lcp)'],
      by: ['browser', 'country'],
      limit: 1_000,
    });
    const expected = viewsBy((row) => `${row.browser} ${row['geo_country']}`);
    const found = rows.map(
      ({ group, values }) => [`${group['browser']} ${group['country']}`, values['count']] as const,
    );
    expect(new Map(found)).toEqual(expected);
    expect(found.map(([, n]) => n)).toEqual(
      found.map(([, n]) => n).toSorted((a, b) => Number(b) - Number(a)),
    );
    expect(truncated).toBe(false);
  });

  it('of a series are the most frequent, each without gaps, and sum up', async () => {
    const answer = await series(asked.ask, {
      ...all,
      measures: ['count'],
      by: 'view.name',
      limit: 3,
    });
    const expected = [...viewsBy((row) => row.view_name)]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 3);
    expect(
      answer.series.map(({ group, points }) => [
        group['view.name'],
        points.reduce((sum, { values }) => sum + Number(values['count']), 0),
      ]),
    ).toEqual(expected);
    expect(new Set(answer.series.map(({ points }) => points.length)).size).toBe(1);
  });

  it('of the top stand beside the whole', async () => {
    const answer = await top(asked.ask, { ...all, measures: ['count'], by: 'country', limit: 2 });
    const expected = [...viewsBy((row) => String(row['geo_country']))].toSorted(
      (a, b) => b[1] - a[1],
    );
    expect(answer.top.map(({ values }) => values['count'])).toEqual(
      expected.slice(0, 2).map(([, n]) => n),
    );
    expect(answer.total['count']).toBe(expected.reduce((sum, [, n]) => sum + n, 0));
  });

  it('of facets are counted without what the filter says of the field itself', async () => {
    const answer = await facets(asked.ask, {
      ...all,
      fields: ['browser', 'country', 'connection', 'context.plan'],
      filter: 'browser:(Safari OR Edge) country:US',
      limit: 50,
    });
    const counted = (key: (row: StoredEventRow) => unknown, test: RowTest) => {
      const counts: Record<string, number> = {};
      for (const row of asked.rows)
        if (row.type === 'view' && test(row))
          counts[String(key(row))] = (counts[String(key(row))] ?? 0) + 1;
      return counts;
    };
    const isSafari: RowTest = (row) => row.browser === 'Safari';
    const isUs: RowTest = (row) => row['geo_country'] === 'US';
    const both: RowTest = (row) => isSafari(row) && isUs(row);
    expect(
      Object.fromEntries(
        answer.facets.map(({ field, values }) => [
          field,
          Object.fromEntries(values.map(({ value, count: n }) => [value, n])),
        ]),
      ),
    ).toEqual({
      browser: counted((row) => row.browser, isUs),
      country: counted((row) => row['geo_country'], isSafari),
      connection: counted((row) => row['connectivity_effective_type'], both),
      'context.plan': counted((row) => row.attributes['context.plan'] ?? '', both),
    });
  });

  it('are compared with those of another time and of another filter', async () => {
    const half = NOW - 36 * HOUR;
    const by = ['browser'];
    const question = { application: 'app', from: half, to: NOW + HOUR, measures: ['count'], by };
    const times = await compare(asked.ask, { ...question, against: { from: all.from, to: half } });
    const now = await table(asked.ask, question);
    const before = await table(asked.ask, { ...question, from: all.from, to: half });
    const counts = (rows: { group: Record<string, string>; values: Record<string, unknown> }[]) =>
      new Map(rows.map(({ group, values }) => [group['browser'], values['count']]));
    const names = new Set([...counts(now.rows).keys(), ...counts(before.rows).keys()]);
    expect(
      times.rows
        .map(({ group, values, against }) => [group['browser'], values['count'], against['count']])
        .toSorted(),
    ).toEqual(
      [...names]
        .map((name) => [name, counts(now.rows).get(name) ?? 0, counts(before.rows).get(name) ?? 0])
        .toSorted(),
    );
    const segments = await compare(asked.ask, {
      ...all,
      measures: ['count'],
      filter: 'country:DE',
      against: { filter: '-country:DE' },
    });
    const views = asked.rows.filter((row) => row.type === 'view');
    const german = views.filter((row) => row['geo_country'] === 'DE').length;
    expect(segments.rows).toEqual([
      { group: {}, values: { count: german }, against: { count: views.length - german } },
    ]);
  });
});

describe('of nothing', () => {
  const nothing = { ...all, filter: 'country:Nowhere' };

  it('there is no group, no spread and no cause', async () => {
    const measures = ['count'];
    expect(await table(asked.ask, { ...nothing, measures, by: ['browser'] })).toEqual({
      rows: [],
      truncated: false,
    });
    expect((await series(asked.ask, { ...nothing, measures, by: 'browser' })).series).toEqual([]);
    expect(await top(asked.ask, { ...nothing, measures, by: 'browser' })).toEqual({
      top: [],
      total: { count: 0 },
    });
    expect(
      await facets(asked.ask, { ...nothing, fields: ['browser', 'frustration'], of: 'action' }),
    ).toEqual({
      facets: [
        { field: 'browser', values: [] },
        { field: 'frustration', values: [] },
      ],
    });
    expect(await distribution(asked.ask, { ...nothing, field: 'lcp' })).toEqual({
      count: 0,
      percentiles: [],
      buckets: [],
    });
    expect((await heat(asked.ask, { ...nothing, field: 'lcp' })).cells).toEqual([]);
    const against = { filter: 'country:Elsewhere' };
    expect(await compare(asked.ask, { ...nothing, measures, against })).toEqual({
      rows: [{ group: {}, values: { count: 0 }, against: { count: 0 } }],
    });
    const none = { views: 0, share: null };
    expect(await explain(asked.ask, { ...nothing, measure: 'lcp', against })).toEqual({
      now: none,
      before: none,
      segments: [],
    });
  });
});

describe('numbers', () => {
  it('are spread as plain code says', async () => {
    const lcp = numbers(asked.rows.map((row) => row.lcp));
    const answer = await distribution(asked.ask, { ...all, field: 'lcp', buckets: 10 });
    expect(answer.count).toBe(lcp.length);
    expect(answer.percentiles.map(({ value }) => value)).toEqual(
      [0.5, 0.75, 0.9, 0.95, 0.99].map((at) => expect.closeTo(quantile(lcp, at), 6) as number),
    );
    expect(answer.buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(lcp.length);
    for (const { from, to, count: n } of answer.buckets.slice(0, -1))
      expect(n).toBe(lcp.filter((value) => value >= from && value < to).length);
  });

  it('are spread over time', async () => {
    const answer = await heat(asked.ask, { ...all, field: 'lcp' });
    const lcp = numbers(asked.rows.map((row) => row.lcp));
    expect(answer.cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(lcp.length);
    const busiest = answer.cells.toSorted((a, b) => b.count - a.count)[0];
    const end = (busiest?.from ?? 0) + answer.step;
    expect(busiest?.count).toBe(
      asked.rows.filter(
        ({ lcp: value, date }) =>
          value !== null &&
          value >= (busiest?.from ?? 0) &&
          value < end &&
          date >= (busiest?.at ?? 0) &&
          date < (busiest?.at ?? 0) + answer.interval,
      ).length,
    );
  });
});
