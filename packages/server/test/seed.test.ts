import { join } from 'node:path';
import { SegmentHeader, type Events, type RumEvent } from '@firsthand/protocol';
import { Compile } from 'typebox/compile';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { faultOf } from '../src/intake/check-event.js';
import { lockFolders } from '../src/lock.js';
import { DAY, type Hardships } from '../src/seed/options.js';
import { seedFolder } from '../src/seed/seed-folder.js';
import { seed, visits, type SeedOptions } from '../src/seed/seed.js';
import type { Delivery, Visit } from '../src/seed/visits.js';
import { toEventRow } from '../src/store/event-row.js';
import { openStore } from '../src/store/store.js';
import { openThreads } from '../src/threads/threads.js';
import { temporaryFolder } from './fixtures.js';

const UNTIL = Date.parse('2026-11-29T12:00:00Z');
const OPTIONS: SeedOptions = {
  application: 'shop',
  days: 30,
  events: 12_000,
  seed: 1,
  until: UNTIL,
};
/** The releases with the fault. */
const FAULTY = ['1.1.2', '1.2.0'];
const HARD: Hardships = {
  twice: 0.2,
  snapshots: 9,
  late: 0.5,
  wrongClocks: 0.3,
  unsteadyClocks: 0.5,
};

const made = (options: Partial<SeedOptions> = {}) => [...visits({ ...OPTIONS, ...options })];
const deliveriesOf = (all: readonly Visit[]) => all.flatMap(({ deliveries }) => deliveries);
const dateOf = ({ event, enrichment }: Delivery) => event.date + (enrichment.clock_skew ?? 0);
const share = <Item>(items: readonly Item[], is: (item: Item) => boolean) =>
  items.filter(is).length / items.length;
/** As they would be stored: the newest snapshot of each view, and of what comes twice one. */
const standing = (deliveries: readonly Delivery[]) => [
  ...new Map(
    deliveries
      .toSorted((a, b) => versionOf(a.event) - versionOf(b.event))
      .map((delivery) => [delivery.eventId, delivery] as const),
  ).values(),
];
const versionOf = (event: RumEvent) => (event.type === 'view' ? event._dd.document_version : 0);

describe('visits', () => {
  let all: Visit[];
  let deliveries: Delivery[];
  let events: RumEvent[];
  beforeAll(() => {
    all = made();
    deliveries = deliveriesOf(all);
    events = standing(deliveries).map(({ event }) => event);
  });

  it('are the same of the same seed, and others of another', () => {
    expect(JSON.stringify(made({ events: 3_000 }))).toBe(JSON.stringify(made({ events: 3_000 })));
    const ids = new Set(events.map(({ session }) => session.id));
    const others = deliveriesOf(made({ seed: 2 }));
    expect(others.some(({ event }) => ids.has(event.session.id))).toBe(false);
  });

  it('are as many events as were asked for, but for the rest of a visit', () => {
    expect(Math.abs(deliveries.length - OPTIONS.events)).toBeLessThan(800);
  });

  it.each([
    ['usual', {}],
    ['hard', HARD],
  ] as const)('consist of events that the intake takes: %s ones', (_, hardships) => {
    for (const { event } of deliveriesOf(made({ hardships }))) {
      const sent = JSON.parse(JSON.stringify(event)) as Record<string, unknown>;
      expect(faultOf(sent, { now: event.date, isTold: true })).toBeUndefined();
    }
  });

  it('lie within the days that were asked for', () => {
    const dates = deliveries.map(dateOf);
    expect(Math.min(...dates)).toBeGreaterThanOrEqual(UNTIL - OPTIONS.days * DAY);
    expect(Math.max(...dates)).toBeLessThan(UNTIL);
    expect(Math.max(...deliveries.map(({ receivedAt }) => receivedAt))).toBeLessThan(UNTIL);
  });

  it('have the events that their views count', () => {
    for (const view of events.filter((event): event is Events['view'] => event.type === 'view')) {
      const within = events.filter((event) => event.view.id === view.view.id);
      const count = (type: string) => within.filter((event) => event.type === type).length;
      const frustrations = within.flatMap((event) =>
        event.type === 'action' ? (event.action.frustration?.type ?? []) : [],
      );
      expect(view.view).toMatchObject({
        action: { count: count('action') },
        error: { count: count('error') },
        resource: { count: count('resource') },
        long_task: { count: count('long_task') },
        frustration: { count: frustrations.length },
      });
    }
  });

  it('have what a real site has: kinds, people, places, environments', () => {
    const kind = (type: string) => share(events, (event) => event.type === type);
    for (const [type, expected] of Object.entries({
      view: 0.12,
      action: 0.14,
      resource: 0.62,
      error: 0.02,
      long_task: 0.07,
      vital: 0.03,
    })) {
      const isNear = Math.abs(kind(type) / expected - 1) < 0.4;
      expect([type, kind(type), isNear]).toEqual([type, kind(type), true]);
    }
    expect(share(all, ({ deliveries: [first] }) => !!first?.event.usr)).toBeCloseTo(0.3, 1);
    expect(share(events, ({ env }) => env === 'staging')).toBeCloseTo(0.08, 1);
    const countries = new Set(deliveries.map(({ enrichment }) => enrichment.geo?.country));
    expect(countries.size).toBeGreaterThan(15);
    expect(new Set(events.map(({ version }) => version)).size).toBe(10);
  });

  it('come in the evening rather than at night', () => {
    const hours = deliveries
      .filter(({ enrichment }) => enrichment.geo?.country === 'DE')
      .map((delivery) => (new Date(dateOf(delivery)).getUTCHours() + 1) % 24);
    const between = (from: number, to: number) => share(hours, (at) => at >= from && at < to);
    expect(between(18, 22)).toBeGreaterThan(3 * between(1, 5));
  });

  it('have a release that fails in the checkout and is slow on phones, mended two later', () => {
    const many = deliveriesOf(made({ events: 40_000 }));
    const failed = many.flatMap(({ event }) =>
      event.type === 'error' && event.error.message.includes("reading 'total'") ? event : [],
    );
    expect(failed.length).toBeGreaterThan(3);
    expect(new Set(failed.map(({ view }) => view.name))).toEqual(new Set(['/checkout']));
    expect(new Set(failed.map(({ version }) => version))).toEqual(new Set(FAULTY));
    const slow = many.flatMap(({ event, enrichment: { user_agent: agent } }) =>
      event.type === 'view' &&
      event.view.name === '/products/?' &&
      agent?.device_type === 'mobile' &&
      ['Chrome', 'Safari'].includes(agent.browser)
        ? { version: event.version ?? '', inp: event.view.performance?.inp?.duration ?? 0 }
        : [],
    );
    const median = (isFaulty: boolean) => {
      const of = slow.filter(({ version, inp }) => inp && FAULTY.includes(version) === isFaulty);
      return of.map(({ inp }) => inp).toSorted((a, b) => a - b)[of.length >> 1] ?? 0;
    };
    expect(median(true)).toBeGreaterThan(1.5 * median(false));
  });

  it('have replays that the intake would take', () => {
    const segments = all.flatMap((visit) => visit.segments);
    expect(segments.length).toBeGreaterThan(3);
    const headers = Compile(SegmentHeader);
    for (const { header, records } of segments) {
      expect(headers.Check(header)).toBe(true);
      expect(records.split('\n')).toHaveLength(header.records_count);
    }
    const recorded = new Set(segments.map(({ header }) => header.session.id));
    for (const { session } of events) {
      expect(session.has_replay ?? false).toBe(recorded.has(session.id));
    }
  });
});

it('hard visits come twice, late, in many snapshots and by wrong clocks', () => {
  const deliveries = deliveriesOf(made({ hardships: HARD }));
  const rows = new Map<string, string>();
  let twice = 0;
  const late = new Set<string>();
  for (const delivery of deliveries) {
    const row = JSON.stringify(toEventRow(delivery));
    const key = `${delivery.eventId} ${versionOf(delivery.event)}`;
    const first = rows.get(key);
    if (first !== undefined) {
      expect(row).toBe(first);
      twice += 1;
    } else if (delivery.when === 'after') late.add(delivery.eventId);
    rows.set(key, row);
  }
  expect(twice / rows.size).toBeCloseTo(HARD.twice, 1);
  expect(late.size).toBeGreaterThan(100);
  expect(Math.max(...deliveries.map(({ event }) => versionOf(event)))).toBe(HARD.snapshots);
  const clocks = new Map<string, Set<number>>();
  for (const { eventId, enrichment } of deliveries) {
    const seen = clocks.get(eventId) ?? new Set();
    clocks.set(eventId, seen.add(enrichment.clock_skew ?? 0));
  }
  expect([...clocks.values()].some((skews) => skews.size > 1)).toBe(true);
  const wrong = share(deliveries, ({ enrichment }) => !!enrichment.clock_skew);
  expect(Math.abs(wrong - HARD.wrongClocks)).toBeLessThan(0.1);
  expect(Math.max(...deliveries.map(dateOf))).toBeLessThan(UNTIL);
});

describe.each([
  ['usual', {}],
  ['hard', HARD],
] as const)('%s data in a store', (_, hardships) => {
  it('is what was made, each event once, the newest snapshot of each view', async () => {
    const options = { ...OPTIONS, events: 6_000, hardships };
    const store = await openStore({ path: join(temporaryFolder(), 'store') });
    const threads = openThreads();
    onTestFinished(async () => {
      await threads.close();
      await store.close();
    });
    const told: number[] = [];
    const seeded = await seed(store, threads, { ...options, onProgress: (n) => told.push(n) });
    const all = made(options);
    const expected = standing(deliveriesOf(all));
    expect(seeded).toEqual({ events: deliveriesOf(all).length, rows: expected.length });
    expect(told.length).toBeGreaterThan(2);
    const rows = await store.query<{ id: string; version: number }>(
      'SELECT event_id AS id, document_version AS version FROM events FINAL ORDER BY id',
    );
    const ids = expected.map(({ eventId, event }) => ({ id: eventId, version: versionOf(event) }));
    expect(rows).toEqual(ids.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    const segments = await store.query('SELECT segment_id FROM replay_segments FINAL');
    expect(segments).toHaveLength(all.flatMap((visit) => visit.segments).length);
  });
});

describe('firsthand seed', () => {
  const request = { ...OPTIONS, events: 2_000, more: false };

  it('fills a folder once, or again when that is asked for', async () => {
    vi.spyOn(console, 'log').mockReturnValue();
    const dataDir = temporaryFolder();
    const first = await seedFolder({ dataDir }, request);
    await expect(seedFolder({ dataDir }, request)).rejects.toThrow('has events already');
    await seedFolder({ dataDir }, { ...request, seed: 2, more: true });
    await seedFolder({ dataDir }, { ...request, application: 'other' });
    const store = await openStore({ path: join(dataDir, 'store') });
    const [found] = await store.query<{ rows: number }>(
      `SELECT toUInt32(count()) AS rows FROM events FINAL WHERE application_id = 'shop'`,
    );
    const uncounted = await store.query(
      'SELECT client_hour FROM touched_hours GROUP BY application_id, client_hour HAVING sum(balance) != 0',
    );
    const [views] = await store.query<{ counted: number; rows: number }>(
      `SELECT (SELECT toUInt32(sum(views)) FROM hourly_sessions FINAL) AS counted,
         (SELECT toUInt32(count()) FROM events FINAL WHERE type = 'view') AS rows`,
    );
    await store.close();
    expect(found?.rows).toBeGreaterThan(first.rows * 1.5);
    expect(uncounted).toEqual([]);
    expect(views?.counted).toBe(views?.rows);
  });

  it('leaves a folder alone that a server has', async () => {
    const dataDir = temporaryFolder();
    const unlock = lockFolders([dataDir]);
    await expect(seedFolder({ dataDir }, request)).rejects.toThrow('A server runs with');
    unlock();
  });

  it.each([
    [{ application: 'a b' }, '--application'],
    [{ days: 0 }, '--days'],
    [{ events: 1.5 }, '--events'],
    [{ seed: NaN }, '--seed'],
    [{ until: NaN }, '--until'],
  ])('says what is wrong with %j', async (wrong, option) => {
    const dataDir = temporaryFolder();
    await expect(seedFolder({ dataDir }, { ...request, ...wrong })).rejects.toThrow(option);
  });
});
