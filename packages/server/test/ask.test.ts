import type { EventType } from '@firsthand/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../src/ask/compare.js';
import { count } from '../src/ask/count.js';
import { distribution } from '../src/ask/distribution.js';
import { effectsOf, explain } from '../src/ask/explain.js';
import { facets } from '../src/ask/facets.js';
import { heat } from '../src/ask/heat.js';
import { list } from '../src/ask/list.js';
import { series } from '../src/ask/series.js';
import { sessions } from '../src/ask/sessions.js';
import { table } from '../src/ask/table.js';
import { top } from '../src/ask/top.js';
import { HOUR, NOW, openAskedStore, type AskedStore, type StoredEventRow } from './ask-fixtures.js';

let asked: AskedStore;
beforeAll(async () => {
  asked = await openAskedStore();
}, 60_000);
afterAll(() => asked.close());

type Test = (row: StoredEventRow) => boolean;

const RANGES = [
  ['an hour', NOW - 5 * HOUR, NOW - 4 * HOUR],
  ['a day, not on the hour', NOW - 30 * HOUR - 1_234_567, NOW - 6 * HOUR - 7_654_321],
  ['all of it', NOW - 100 * HOUR, NOW + HOUR],
] as const;
const all = { application: 'app', from: NOW - 100 * HOUR, to: NOW + HOUR };

const attributes = (row: StoredEventRow) => row.attributes;
const inViews = (test: Test) => {
  const views = () => new Set(asked.rows.filter(test).map((row) => row.view_id));
  return (row: StoredEventRow) => views().has(row.view_id);
};

/** What the language finds, beside what plain code finds in all rows. */
const FILTERS: [filter: string, of: EventType, test: Test][] = [
  ['', 'view', () => true],
  ['', 'resource', () => true],
  ['browser:Safari', 'view', (row) => row.browser === 'Safari'],
  ['-browser:Safari', 'error', (row) => row.browser !== 'Safari'],
  ['@view.name:/products*', 'view', (row) => row.view_name.startsWith('/products')],
  ['country:(DE OR US)', 'resource', (row) => ['DE', 'US'].includes(String(row['geo_country']))],
  ['lcp:>2500ms', 'view', (row) => (row.lcp ?? 0) > 2_500],
  ['-lcp:>2.5s', 'view', (row) => !((row.lcp ?? 0) > 2_500)],
  ['lcp:[1s TO 2s]', 'view', (row) => row.lcp !== null && row.lcp >= 1_000 && row.lcp <= 2_000],
  ['lcp:*', 'view', (row) => row.lcp !== null],
  ['@context.plan:pro', 'action', (row) => attributes(row)['context.plan'] === 'pro'],
  [
    '@context.cart_value:>50',
    'resource',
    (row) => (row.attribute_numbers['context.cart_value'] ?? 0) > 50,
  ],
  ['@context.cart_value:*', 'view', (row) => 'context.cart_value' in attributes(row)],
  [
    'status:500 OR status:404',
    'resource',
    (row) => [404, 500].includes(Number(row['resource_status_code'])),
  ],
  [
    '@resource.duration:>500ms -@resource.type:(image OR js)',
    'resource',
    (row) =>
      Number(row['resource_duration'] ?? 0) > 500 &&
      !['image', 'js'].includes(String(row['resource_type'])),
  ],
  ['frustration:*', 'action', (row) => (row['action_frustration'] as string[]).length > 0],
  ['error.type:TypeError', 'view', inViews((row) => row['error_type'] === 'TypeError')],
  [
    '-error.type:*',
    'view',
    (row) => !inViews((other) => other.type === 'error' && other['error_type'] !== '')(row),
  ],
  ['"READ prop"', 'error', (row) => searched(row, 'read prop')],
  [
    '(country:DE browser:Chrome) OR (country:US env:staging)',
    'view',
    (row) =>
      (row['geo_country'] === 'DE' && row.browser === 'Chrome') ||
      (row['geo_country'] === 'US' && row.env === 'staging'),
  ],
];

const SEARCHED = [
  'view_name',
  'view_url',
  'view_referrer',
  'user_id',
  'usr_name',
  'usr_email',
  'account_name',
  'error_message',
  'error_type',
  'error_culprit',
];
function searched(row: StoredEventRow, text: string): boolean {
  return SEARCHED.some((column) => String(row[column]).toLowerCase().includes(text));
}

describe('what is counted is what plain code counts in all rows', () => {
  it.each(FILTERS)(
    '%s, of %s',
    async (filter, of, test) => {
      for (const [, from, to] of RANGES) {
        const expected = asked.rows.filter(
          (row) =>
            row.type === of && !row.kept_on_error && row.date >= from && row.date < to && test(row),
        );
        const { values } = await count(asked.ask, {
          application: 'app',
          from,
          to,
          of,
          filter,
          measures: ['count', 'sessions', 'views'],
        });
        expect(values).toEqual({
          count: expected.length,
          sessions: new Set(expected.map((row) => row.session_id)).size,
          views: new Set(expected.map((row) => row.view_id)).size,
        });
      }
    },
    30_000,
  );

  it('finds something by each of them', () => {
    const empty = FILTERS.filter(
      ([, of, test]) => !asked.rows.some((row) => row.type === of && test(row)),
    );
    expect(empty.map(([filter]) => filter)).toEqual([]);
  });
});

describe('measures', () => {
  it('are as plain code has them', async () => {
    const views = asked.rows.filter((row) => row.type === 'view');
    const errors = asked.rows.filter((row) => row.type === 'error');
    const lcp = numbers(views.map((row) => row.lcp));
    const durations = numbers(asked.rows.map((row) => row['resource_duration']));
    const failed = new Set(errors.map((row) => row.view_id));
    const sessionsWithErrors = new Set(errors.map((row) => row.session_id));
    const withViews = new Set([...views, ...errors].map((row) => row.session_id));
    const { values } = await count(asked.ask, {
      ...all,
      measures: [
        'count(view)',
        'count(error)',
        'rate(error)',
        'p75(lcp)',
        'p99.9(resource.duration)',
        'max(resource.duration)',
        'good(lcp)',
        'needs_improvement(lcp)',
        'poor(lcp)',
        'error_rate',
        'error_free_sessions',
        'avg(context.cart_value)',
      ],
    });
    const share = (test: (value: number) => boolean) => lcp.filter(test).length / lcp.length;
    expect(values['count(view)']).toBe(views.length);
    expect(values['count(error)']).toBe(errors.length);
    expect(values['rate(error)']).toBeCloseTo(errors.length / (101 * 60), 10);
    expect(values['p75(lcp)']).toBeCloseTo(quantile(lcp, 0.75), 6);
    expect(values['p99.9(resource.duration)']).toBeCloseTo(quantile(durations, 0.999), 2);
    expect(values['max(resource.duration)']).toBeCloseTo(Math.max(...durations), 2);
    expect(values['good(lcp)']).toBeCloseTo(
      share((value) => value <= 2_500),
      10,
    );
    expect(values['needs_improvement(lcp)']).toBeCloseTo(
      share((value) => value > 2_500 && value <= 4_000),
      10,
    );
    expect(values['poor(lcp)']).toBeCloseTo(
      share((value) => value > 4_000),
      10,
    );
    expect(values['error_rate']).toBeCloseTo(
      views.filter((row) => failed.has(row.view_id)).length / views.length,
      10,
    );
    expect(values['error_free_sessions']).toBeCloseTo(
      1 - sessionsWithErrors.size / withViews.size,
      10,
    );
  });

  it('of nothing are unknown, and counts of it are 0', async () => {
    const { values } = await count(asked.ask, {
      ...all,
      filter: 'country:Nowhere',
      measures: [
        'count',
        'sessions',
        'p75(lcp)',
        'good(lcp)',
        'error_rate',
        'sum(lcp)',
        'max(lcp)',
      ],
    });
    expect(values).toEqual({
      count: 0,
      sessions: 0,
      'p75(lcp)': null,
      'good(lcp)': null,
      error_rate: null,
      'sum(lcp)': null,
      'max(lcp)': null,
    });
  });
});

const viewsBy = (key: (row: StoredEventRow) => string) => {
  const counts = new Map<string, number>();
  for (const row of asked.rows)
    if (row.type === 'view') counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return counts;
};

describe('groups', () => {
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
      filter: 'browser:Safari country:US',
      limit: 50,
    });
    const counted = (key: (row: StoredEventRow) => unknown, test: Test) => {
      const counts: Record<string, number> = {};
      for (const row of asked.rows)
        if (row.type === 'view' && test(row))
          counts[String(key(row))] = (counts[String(key(row))] ?? 0) + 1;
      return counts;
    };
    const isSafari: Test = (row) => row.browser === 'Safari';
    const isUs: Test = (row) => row['geo_country'] === 'US';
    const both: Test = (row) => isSafari(row) && isUs(row);
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
      'context.plan': counted((row) => attributes(row)['context.plan'] ?? '', both),
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
    const having = (...tests: Test[]) =>
      new Set(
        [...Map.groupBy(asked.rows, (row) => row.session_id)]
          .filter(([, rows]) => tests.every((test) => rows.some(test)))
          .map(([id]) => id),
      );
    const isError: Test = (row) => row['error_type'] === 'TypeError';
    const isSlow: Test = (row) => (row.lcp ?? 0) > 4_000;
    expect(await ids('error.type:TypeError')).toEqual(having(isError));
    expect(await ids('error.type:TypeError lcp:>4s')).toEqual(having(isError, isSlow));
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

function numbers(values: readonly unknown[]): number[] {
  return values.filter((value) => typeof value === 'number').toSorted((a, b) => a - b);
}

/** Inclusive, between the two nearest. */
function quantile(sorted: readonly number[], at: number): number {
  const place = at * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? NaN;
  return low + (high - low) * (place - Math.floor(place));
}
