import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RumEvent } from '@firsthand/protocol';
import { toEventRow } from '../src/store/event-row.js';
import { rowOfText, rowText } from '../src/store/row-text.js';
import { openStore, type Store } from '../src/store/store.js';
import { errorEvent, temporaryFolder, type Json } from './fixtures.js';

const nested = (depth: number): Json => (depth ? { a: [nested(depth - 1)] } : {});

/** What a text that is taken for an object could trip over. */
const CONTEXTS: Record<string, Json> = {
  'braces and quotes in texts': { '}"{': '{"a": "}"}\\', 'a\\"b': '"}' },
  'control characters and line ends': { text: '\u0000\u0001\t\n\r\u007F\u2028\u2029' },
  'characters of all planes, and halves of one': { '🦊': '𝒳 é é \uD83E', half: '\uDD8A' },
  'numbers at the edges': { list: [1e21, -1e-7, 0.1, 1.5e300, Number.MAX_SAFE_INTEGER, -0] },
  'names of built-ins and numbers': JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "1": 3}'),
  nothing: { empty: {}, list: [], text: '', none: null, yes: true },
  'many levels': nested(40),
  'a long text': { text: `${'\\"{'.repeat(20_000)}` },
};

let store: Store;
beforeEach(async () => (store = await openStore({ path: temporaryFolder() })));
afterEach(() => store.close());

it.each(Object.entries(CONTEXTS))(
  'an event with %s is stored as it came',
  async (name, context) => {
    const row = toEventRow({
      event: errorEvent(name, { context }) as unknown as RumEvent,
      eventId: name,
      enrichment: { client_ip: '"}' },
      receivedAt: 1,
    });
    expect(rowOfText(rowText(row))).toEqual(row);
    await store.insertJson('events', [rowText(row)]);
    expect(
      await store.query('SELECT event, enrichment FROM events WHERE event_id = {name:String}', {
        name,
      }),
    ).toEqual([{ event: row.event, enrichment: row.enrichment }]);
  },
);
