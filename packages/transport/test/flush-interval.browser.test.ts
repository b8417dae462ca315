import { createDiagnostics, type Cleared } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { intakeOf } from '../src/intake.js';
import { createTransport } from '../src/transport.js';

const event = { type: 'error', view: { id: 'v' }, error: {} } as unknown as Cleared<RumEvent>;
let abort: AbortController;
/** When batches left, in milliseconds since the page's first event. */
let left: number[];

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  abort = new AbortController();
  left = [];
  // Bodies leave as they are made, in no time of a clock that stands.
  vi.stubGlobal('CompressionStream', undefined);
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    left.push(Date.now());
    return new Response('{"accepted":1,"refused":[]}', { status: 202 });
  });
});
afterEach(() => {
  abort.abort();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function open(flushInterval?: number) {
  return createTransport(
    {
      intake: intakeOf('https://intake.test/rum'),
      sdk: { name: 'test', version: '1' },
      offlineQueue: false,
      note: createDiagnostics(false).note,
      onFault: () => {},
      ...(flushInterval !== undefined && { flushInterval }),
    },
    abort.signal,
  );
}

it.each([
  ['the first batch leaves after 0.7 s, a later one after 2 s', undefined, [700, 2_700]],
  ['the first batch waits no longer than a later one', 300, [300, 600]],
])('%s', async (_, flushInterval, expected) => {
  const transport = open(flushInterval);
  for (const time of expected) {
    transport.add(event);
    await vi.advanceTimersByTimeAsync(time - Date.now());
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(left).toEqual(expected);
});
