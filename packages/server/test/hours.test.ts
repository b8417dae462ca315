import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RumEvent } from '@firsthand/protocol';
import { SESSION_ORDERS, type Filter } from '@firsthand/protocol/query';
import type { Ask } from '../src/ask/ask.js';
import { overview } from '../src/ask/overview.js';
import { sessions } from '../src/ask/sessions.js';
import { openCounting } from '../src/store/counting.js';
import { toEventRow } from '../src/store/event-row.js';
import { eraseRows } from '../src/erasure/erase-rows.js';
import { hashOf } from '../src/erasure/subject.js';
import { HOUR, NOW, openAskedStore, type AskedStore } from './ask-fixtures.js';
import { viewEvent } from './fixtures.js';
import { insertEvents } from './insert-events.js';

let asked: AskedStore;
beforeAll(async () => (asked = await openAskedStore(3_000)));
afterAll(() => asked.close());

/** Ranges with whole hours, with parts of hours, and with both ends within one. */
const RANGES = [
  { from: NOW - 72 * HOUR, to: NOW + HOUR },
  { from: NOW - 72 * HOUR + 1, to: NOW - 1 },
  { from: NOW - 50.5 * HOUR, to: NOW - 3.25 * HOUR },
  { from: NOW - 1.5 * HOUR, to: NOW - 0.75 * HOUR },
];
const FILTERS: Pick<Filter, 'env' | 'version' | 'filter'>[] = [
  {},
  { env: 'prod' },
  { version: '1.1.1' },
  { filter: 'page:/products* -version:1.1.2' },
  { filter: 'env:(prod OR staging)' },
  { filter: '-env:prod' },
  { filter: 'country:US' },
];
const counting = () =>
  openCounting(asked.store, {
    since: () => ({ hourly_figures: 0, hourly_sessions: 0 }),
    quiet: -1_000,
    onFault: (fault) => {
      throw fault;
    },
  });

async function count(): Promise<number> {
  const { count: countAll, stop } = counting();
  const counted = await countAll();
  await stop();
  return counted;
}

/** Answers of all kinds, and how many statements read what was counted. */
async function answers() {
  const all: unknown[] = [];
  let counted = 0;
  const ask: Ask = (compiled) => {
    if (/hourly_(figures|sessions)/.test(compiled.sql)) counted += 1;
    return asked.ask(compiled);
  };
  for (const [at, range] of RANGES.entries()) {
    const rotated = <T>(items: readonly T[]) => items.filter((_, index) => (index + at) % 3 === 0);
    for (const filter of rotated(FILTERS))
      all.push(await overview(ask, { application: 'app', ...range, ...filter }));
    for (const [index, order] of rotated(SESSION_ORDERS).entries()) {
      const question = { order, ascending: index % 2 === 0, ...FILTERS[index] };
      all.push(await sessions(ask, { application: 'app', ...range, ...question, limit: 20 }));
    }
  }
  return { all, counted };
}

/** The same of events alone: as if no hour were as it was counted. */
async function answersOfEvents() {
  const { ask, store } = asked;
  asked.ask = (compiled) =>
    compiled.sql.includes('touched_hours')
      ? store.query('SELECT range(10000) AS changed, [] AS misdated')
      : ask(compiled);
  try {
    const { all, counted } = await answers();
    expect(counted).toBe(0);
    return all;
  } finally {
    asked.ask = ask;
  }
}

describe('figures by the hour answer as the events do', () => {
  const expectSame = async () => {
    const { all, counted } = await answers();
    expect(all).toEqual(await answersOfEvents());
    return counted;
  };

  it('before anything is counted, and once all is', async () => {
    expect(await expectSame()).toBe(0);
    expect(await count()).toBeGreaterThan(30);
    expect(await count()).toBe(0);
    expect(await expectSame()).toBeGreaterThan(8);
  });

  it('when events come late, twice, and with another clock, before and after they are counted', async () => {
    const row = asked.rows.find(({ type }) => type === 'view');
    const again = asked.rows.filter(({ type }) => type === 'error').slice(0, 5);
    const late = [0, 1, 2].map((skew) =>
      toEventRow({
        event: viewEvent('of-a-wrong-clock', skew + 1, {
          date: NOW - 400 * HOUR,
          application: { id: 'app' },
          env: 'prod',
        }) as unknown as RumEvent,
        eventId: 'of-a-wrong-clock',
        enrichment: { clock_skew: (400 - 20 - skew) * HOUR },
        receivedAt: NOW,
      }),
    );
    const newer = { ...row, document_version: 99, lcp: 7_654 };
    for (const rows of [[newer, ...again], late.slice(0, 1), late.slice(1, 2), late.slice(2)]) {
      await insertEvents(asked.store, rows as never);
      expect(await expectSame()).toBeGreaterThan(8);
      expect(await count()).toBeGreaterThan(0);
      expect(await expectSame()).toBeGreaterThan(8);
    }
  });

  it('when a session is erased, of which nothing is left by the hour either', async () => {
    const session = String(asked.rows.find(({ type }) => type === 'error')?.session_id);
    const left = () =>
      asked.store.query(`SELECT 1 FROM hourly_sessions WHERE session_id = '${session}'`);
    expect(await left()).not.toEqual([]);
    const salt = 'salt';
    await eraseRows(asked.store, { salt, hashes: [hashOf(salt, 'session', session)] });
    expect(await left()).toEqual([]);
    await expectSame();
    await count();
    await expectSame();
    expect(await left()).toEqual([]);
  });
});
