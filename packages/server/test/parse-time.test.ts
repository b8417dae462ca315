import { performance } from 'node:perf_hooks';
import type { SegmentHeader } from '@firsthand/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userAgent } from '../src/enrich/user-agent.js';
import { clientOf } from '../src/intake/client-of.js';
import { filterRules } from '../src/intake/filter/filter-rules.js';
import { readBatch } from '../src/intake/read-batch.js';
import { readSegment } from '../src/intake/read-segment.js';
import { Refused } from '../src/intake/refused.js';
import { decodeRecords } from '../src/intake-log/record.js';
import { makeRows } from '../src/store/make-rows.js';
import { wildcard } from '../src/wildcard.js';
import { batch, errorEvent, viewEvent } from './fixtures.js';
import { record, segment } from './replay-fixtures.js';

/** Milliseconds for 100 KB on a machine that is busy; what grows faster than its input takes minutes. */
const BUDGET = 300;
const SIZE = 100_000;
/** What a client may send as one header, in characters. */
const HEADER = 16_000;

const bytes = (text: string) => Buffer.from(text);
const headers = (agent: string) => ({ headers: { 'user-agent': agent } }) as never;
const header = JSON.parse(segment([])) as SegmentHeader;

/** Each reader of strangers' text, with the pieces that steer it. */
const READERS: Record<
  string,
  { read: (text: string) => unknown; pieces: string[]; size?: number }
> = {
  'a batch': {
    read: (text) => readBatch({ body: bytes(text), receivedAt: Date.now() }),
    pieces: [
      ...batch([errorEvent('x'), viewEvent('v', 1)]).split(/(?<=[,:{}\n])/),
      '[',
      ']',
      '\\',
      '"',
    ],
  },
  'a batch with an envelope': {
    read: (text) => readBatch({ body: bytes(`${batch([])}\n${text}`), receivedAt: Date.now() }),
    pieces: [
      '{}',
      '{',
      '}',
      '\n',
      '{}\n',
      '[',
      ']',
      ' ',
      '\r',
      '\t',
      '"',
      '{"type":"view"}\n',
      '\ufeff',
    ],
  },
  'a segment': {
    read: (text) => readSegment({ body: bytes(text) }),
    pieces: segment([record(1)]).split(/(?<=[,:{}\n])/),
  },
  'a segment with a header': {
    read: (text) => readSegment({ body: bytes(`${segment([])}\n${text}`) }),
    pieces: ['{}', '{"type":3,"timestamp":1,"data":{}}', '\n', '[', ']', '"', '{"a":'],
  },
  'a damaged log': {
    read: (text) => decodeRecords(bytes(text)),
    pieces: ['\n', 'abcdef01 {', '00000000 {}', '{', ' ', 'f', '01234567 {"a":'],
  },
  'a record of the log': {
    read: (text) => makeRows({ records: bytes(text) }),
    pieces: ['\n', 'abcdef01 {', '{}'],
  },
  'a user agent': {
    read: (text) => userAgent(headers(text)),
    pieces: [
      'Mozilla/5.0 ',
      '(',
      ')',
      ';',
      '/',
      ' ',
      '1',
      '.',
      'Chrome/',
      'Version/',
      'Android ',
      'Windows NT ',
      'like ',
      'bot',
      'Safari',
      'Opera',
      'CriOS/',
      'Firefox/',
    ],
    size: HEADER,
  },
  'an address': {
    read: clientOf,
    pieces: [':', '::', 'f', '0', '.', '::ffff:', '1'],
    size: HEADER,
  },
  'a name that a list is asked of': {
    read: wildcard(['web-*-*-prod', '*a*b*c*', '*'.repeat(50)], { isExact: true }),
    pieces: ['web-', '-', 'prod', 'a', 'b', 'c', '*', 'x'],
  },
  'a filter rule’s text': {
    read: (text) =>
      filterRules(["{ service MATCH ['^web-.*-.*-prod$', 'a.*b.*c.*d'] }"])({
        header: { ...header, service: text },
        bytes: 1,
      }),
    pieces: ['web-', '-', 'prod', 'a', 'b', 'c'],
  },
};

/** @throws where a reader throws anything but a refusal */
function timed(read: (text: string) => unknown, text: string): number {
  const since = performance.now();
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return performance.now() - since;
}

describe.each(Object.entries(READERS))(
  'the time to read %s is linear in its length',
  (_, reader) => {
    const { read, pieces, size = SIZE } = reader;

    it.each(pieces)('of nothing but %j', (piece) => {
      expect(timed(read, piece.repeat(size / piece.length))).toBeLessThan(BUDGET);
    });

    it('of any pieces, in whatever order', () => {
      const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 });
      const repeated = fc.tuple(text, fc.constantFrom(...pieces), text);
      fc.assert(
        fc.property(repeated, ([before, piece, after]) => {
          const middle = piece.repeat(size / 4 / piece.length);
          const whole = [...before, middle, ...after].join('');
          expect(timed(read, whole.slice(0, size))).toBeLessThan(BUDGET);
        }),
        { numRuns: 150 },
      );
    });
  },
);
