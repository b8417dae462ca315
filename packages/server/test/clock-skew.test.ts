import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toEventRow } from '../src/store/event-row.js';
import { openStore } from '../src/store/store.js';
import {
  batch,
  errorEvent,
  eventually,
  startServer,
  temporaryFolder,
  viewEvent,
  type Json,
} from './fixtures.js';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** An error that happened `ago` by a clock that is behind by `skew`, in a batch that leaves at once. */
const sentBy = (skew: number, ago: number) => {
  const now = Date.now() - skew;
  return batch([errorEvent('x', { date: now - ago })], { sent_at: now });
};

describe('a date by a wrong clock', () => {
  it.each([
    ['behind by a day', DAY],
    ['ahead by three hours', -3 * HOUR],
    ['years behind, as without a battery', 16 * YEAR],
  ])('(%s) is corrected, and the event says by how much', async (_, skew) => {
    const { post, stored } = await startServer();
    const before = Date.now();
    const answer = await post(sentBy(skew, HOUR));
    expect(answer.json()).toEqual({ accepted: 1, refused: [] });
    const [found] = await stored((events) => events.length === 1);
    const { date, enrichment } = found as { date: number; enrichment: { clock_skew: number } };
    const passed = Date.now() - before;
    expect(date).toBeGreaterThanOrEqual(before - HOUR);
    expect(date).toBeLessThanOrEqual(before - HOUR + passed);
    expect(enrichment.clock_skew).toBeGreaterThanOrEqual(skew);
    expect(enrichment.clock_skew).toBeLessThanOrEqual(skew + passed);
  });

  it.each([
    ['behind', 55_000],
    ['ahead', -60_000],
  ])('is left alone when the clock is %s by no more than a slow request', async (_, skew) => {
    const { post, stored } = await startServer();
    const date = Date.now() - skew - HOUR;
    await post(batch([errorEvent('x', { date })], { sent_at: Date.now() - skew }));
    const [found] = await stored((events) => events.length === 1);
    expect(found).toMatchObject({ date });
    expect(found?.['enrichment']).not.toHaveProperty('clock_skew');
  });

  it.each([
    ['older than 24 hours', DAY + 1_000, { field: 'date', reason: 'is more than 24 hours ago' }],
    ['later than it was sent', -10 * 60_000, { field: 'date', reason: 'is in the future' }],
  ])('is refused when it is %s once corrected', async (_, ago, fault) => {
    const { post } = await startServer();
    for (const skew of [0, 3 * HOUR, -3 * HOUR, YEAR, -YEAR]) {
      const answer = await post(sentBy(skew, ago));
      expect(answer.json()).toEqual({ accepted: 0, refused: [{ line: 1, ...fault }] });
    }
  });

  it('is taken up to 24 hours of delay, whatever the clock says', async () => {
    const { post } = await startServer();
    for (const skew of [0, 3 * HOUR, -3 * HOUR, YEAR, -YEAR]) {
      expect((await post(sentBy(skew, DAY - 60_000))).json()).toMatchObject({ accepted: 1 });
    }
  });

  it('is corrected by what the intake log says, however late it is read again', () => {
    const event = viewEvent('v', 1, { date: 1_000, view: { time_spent: 2e9 } });
    const row = toEventRow({
      event: event as never,
      eventId: 'id',
      enrichment: { clock_skew: 500_000 },
      receivedAt: 1,
    });
    expect(row).toMatchObject({ date: 501_000, ended_at: 503_000, client_date: 1_000 });
    expect(JSON.parse(row.enrichment)).toEqual({ clock_skew: 500_000 });
  });
});

/** Clock errors: none, about as much as makes a difference, and any. */
const skews = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 59_990, max: 60_010 }),
  fc.integer({ min: -60_010, max: -59_990 }),
  fc.integer({ min: -YEAR, max: 20 * YEAR }),
);
/** How much longer one delivery takes than another. */
const latencies = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 90_000 }));

/** Moments near which a small difference makes another hour, or another day where the last is far from both limits. */
const edgesBefore = (now: number) => {
  const hour = Math.floor((now - 2 * HOUR) / HOUR) * HOUR;
  const sinceMidnight = now % DAY;
  const isFar = sinceMidnight > 2 * HOUR && sinceMidnight < 22 * HOUR;
  return [hour, isFar ? now - sinceMidnight : hour];
};

it('however long the deliveries of a batch take, and whatever the clock says, it is stored once', async () => {
  const dataDir = temporaryFolder();
  const { server, post, get, close } = await startServer({ dataDir });
  let serial = 0;
  const drained = () =>
    eventually(async () => {
      const { json } = await server.app.inject('/healthz');
      return json<Json>()['intake_log_waiting_bytes'] === 0;
    });
  await fc.assert(
    fc.asyncProperty(
      skews,
      fc.array(latencies, { minLength: 2, maxLength: 4 }),
      fc.integer({ min: -5, max: 5 }),
      fc.boolean(),
      async (skew, deliveries, offset, apart) => {
        const session = { id: `s${(serial += 1)}`, type: 'user' };
        const dates = edgesBefore(Date.now()).map((edge) => edge + offset - skew);
        const events = dates.flatMap((date, n) => [
          errorEvent(`error ${n}`, { date, session }),
          viewEvent(`view ${serial} ${n}`, 1, { date, session }),
        ]);
        const envelope = { batch_id: `property-${serial}` };
        for (const latency of deliveries) {
          const payload = batch(events, { ...envelope, sent_at: Date.now() - skew - latency });
          expect((await post(payload)).json()).toEqual({ accepted: 4, refused: [] });
          if (apart) await drained();
        }
        await drained();
        const { body } = await get<{ events: Json[]; session: Json }>(
          `sessions/${session.id}?application=app`,
        );
        expect(body.events).toHaveLength(4);
        expect(body.session).toMatchObject({ views: 2, errors: 2 });
      },
    ),
    { numRuns: 25 },
  );
  await close();
  // On disk too, once the parts are merged: those of different partitions never are.
  const store = await openStore({ path: join(dataDir, 'store') });
  await store.command('OPTIMIZE TABLE events FINAL');
  const rows = await store.query('SELECT toUInt32(count()) AS rows FROM events');
  await store.close();
  expect(rows).toEqual([{ rows: serial * 4 }]);
}, 60_000);
