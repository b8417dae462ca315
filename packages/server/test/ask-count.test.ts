import type { EventType } from '@firsthand/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count } from '../src/ask/count.js';
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

const RANGES = [
  ['an hour', NOW - 5 * HOUR, NOW - 4 * HOUR],
  ['a day, not on the hour', NOW - 30 * HOUR - 1_234_567, NOW - 6 * HOUR - 7_654_321],
  ['all of it', NOW - 100 * HOUR, NOW + HOUR],
] as const;

const attributes = (row: StoredEventRow) => row.attributes;
const inViews = (test: RowTest) => {
  const views = () => new Set(asked.rows.filter(test).map((row) => row.view_id));
  return (row: StoredEventRow) => views().has(row.view_id);
};

/** What the language finds, beside what plain code finds in all rows. */
const FILTERS: [filter: string, of: EventType, test: RowTest][] = [
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
  ['frustration:""', 'action', (row) => (row['action_frustration'] as string[]).length === 0],
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

  it('of one kind are the same beside any other', async () => {
    const alone = await count(asked.ask, { ...all, measures: ['sessions'] });
    const beside = await count(asked.ask, {
      ...all,
      measures: ['sessions', 'count(error)', 'users(error)', 'sessions(view,error)'],
    });
    const sessionsOf = (...types: string[]) =>
      new Set(asked.rows.filter((row) => types.includes(row.type)).map((row) => row.session_id))
        .size;
    expect(alone.values['sessions']).toBe(sessionsOf('view'));
    expect(beside.values['sessions']).toBe(sessionsOf('view'));
    expect(beside.values['sessions(view,error)']).toBe(sessionsOf('view', 'error'));
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
