import { isDeepStrictEqual } from 'node:util';
import { fields, type Enrichment } from '@firsthand/protocol/query';
import type { RumEvent } from '@firsthand/protocol';
import { expect, it } from 'vitest';
import { visits } from '../src/seed/seed.js';
import { openEmbedded } from '../src/store/clients.js';
import { toEventRow, type EventRow } from '../src/store/event-row.js';
import { migrations } from '../src/store/migrate.js';
import { openStore } from '../src/store/store.js';
import {
  errorEvent,
  event,
  eventually,
  temporaryFolder,
  viewEvent,
  type Json,
} from './fixtures.js';

const COLUMN_TYPES = {
  text: /^(LowCardinality\(String\)|String)$/,
  number: /^(Nullable\(Float(32|64)\)|UInt32)$/,
  boolean: /^Bool$/,
  list: /^Array\(LowCardinality\(String\)\)$/,
};

it('each field has a column of its type', async () => {
  const store = await openStore({ path: temporaryFolder() });
  const columns = await store.query<{ name: string; type: string }>(
    `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'events'`,
  );
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  const wrong = fields
    .filter(({ sql }) => /^\w+$/.test(sql))
    .filter(({ sql, type }) => !COLUMN_TYPES[type].test(types.get(sql) ?? ''));
  expect(wrong.map(({ name, sql }) => `${name}: ${types.get(sql)}`)).toEqual([]);
  await store.close();
});

it('no two fields have one name', () => {
  const names = fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

interface Sent {
  event: RumEvent;
  eventId: string;
  enrichment: Enrichment;
}

/** What browsers send, and what they hardly ever do. */
function sent(): Sent[] {
  const usual = [
    ...visits({
      application: 'app',
      days: 2,
      events: 1_500,
      seed: 7,
      until: Date.parse('2026-11-29T12:00:00Z'),
    }),
  ].flatMap(({ deliveries }) => deliveries);
  const odd: Json[] = [
    viewEvent('nested', 1, {
      context: { a: { b: { c: { d: 1 } } }, list: [1, 'x', { y: 2 }], yes: true, nothing: null },
      usr: { id: 'u', email: 'u@example.com', plan: 'pro', seats: 3, deep: { er: 'x' } },
      account: { id: 'a', name: 'A', tier: 1.5 },
      feature_flags: { 'new checkout': true, v: 'B' },
      view: {
        referrer: 'http://user:secret@Search.test:8080/x?y#z',
        custom_timings: { hero: 1_234_567, zero: 0 },
        action: { count: 9_007_199_254_740_991 },
      },
      _dd: { document_version: 2, trace_id: 'abc', span_id: 'def' },
    }),
    viewEvent('unicode', 1, {
      context: { '': 'empty', 'ключ 🙂': '🙂'.repeat(40), n: -0.5 },
    }),
    event('resource', {
      resource: { type: 'fetch', url: 'https://a.test/v2/users/8f3a/?q=1', status_code: 0 },
    }),
    event('resource', { resource: { type: 'xhr', url: 'https://a.test', duration: 0, size: 0 } }),
    event('resource', { resource: { type: 'js', url: '/relative/17' } }),
    errorEvent('x'.repeat(5_000), { action: { id: ['one', 'two'] } }),
    errorEvent('y', {
      action: { id: 'only' },
      connectivity: { status: 'maybe', interfaces: ['wifi'] },
    }),
    event('action', {
      action: { id: 'a', type: 'click', frustration: { type: ['rage_click', 'dead_click'] } },
    }),
    event('long_task', {
      long_task: {
        duration: 5e7,
        entry_type: 'long-task',
        scripts: [{ source_url: 'https://a.test/x.js' }],
      },
    }),
  ];
  const enrichment = { geo: { country: 'DE', city: 'Köln' } };
  return [
    ...usual,
    ...odd.map((found, index) => ({
      event: found as unknown as RumEvent,
      eventId: `odd-${index}`,
      enrichment,
    })),
  ];
}

/** Columns in which rows differ, each with what both have. */
function differences(rows: readonly Json[], expected: readonly Json[]): unknown[] {
  return expected.flatMap((row, index) =>
    Object.entries(row).flatMap(([column, value]) => {
      const found = rows[index]?.[column];
      return isDeepStrictEqual(found, value) ? [] : [{ column, found, value }];
    }),
  );
}

/** Which is added to what comes in, and was not to what came in before. */
function withoutProvider({ enrichment, ...row }: EventRow): EventRow {
  const { resource: _, ...before } = JSON.parse(enrichment) as Enrichment;
  return {
    ...row,
    ...('resource_provider_name' in row && {
      resource_provider_name: '',
      resource_provider_type: '',
    }),
    enrichment: JSON.stringify(before),
  };
}

it('rows that were there before a column was have the same in it as new ones', async () => {
  const events = sent();
  const rows = events.map((found) => withoutProvider(toEventRow({ ...found, receivedAt: 1 })));

  const path = temporaryFolder();
  const earlier = openEmbedded(path);
  await earlier.command(
    'CREATE TABLE migrations (version UInt32, applied_at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY version',
  );
  for (const { version, statements } of migrations.slice(0, 5)) {
    for (const statement of statements) await earlier.command(statement);
    await earlier.command(`INSERT INTO migrations (version) VALUES (${version})`);
  }
  await earlier.insert(
    `INSERT INTO events SETTINGS input_format_skip_unknown_fields = 1 FORMAT JSONEachRow\n${rows.map((row) => JSON.stringify(row)).join('\n')}`,
  );
  await earlier.close();
  const filled = await openStore({ path });
  const all = (store: typeof filled) =>
    store.query<Json>('SELECT * FROM events FINAL ORDER BY type, event_id, session_id');
  const atOnce = await all(filled);
  await eventually(async () => {
    const [left] = await filled.query<{ n: number }>(
      'SELECT toUInt32(count()) AS n FROM system.mutations WHERE NOT is_done',
    );
    return left?.n === 0;
  });
  const inTheEnd = await all(filled);
  await filled.close();

  const fresh = await openStore({ path: temporaryFolder() });
  await fresh.insertJson(
    'events',
    rows.map((row) => JSON.stringify(row)),
  );
  const expected = await all(fresh);
  await fresh.close();
  expect(expected.length).toBeGreaterThan(1_000);
  expect(differences(atOnce, expected)).toEqual([]);
  expect(differences(inTheEnd, expected)).toEqual([]);
}, 30_000);
