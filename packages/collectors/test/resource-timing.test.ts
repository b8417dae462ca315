import { describe, expect, it } from 'vitest';
import { fromResourceTiming, traceOf } from '../src/resource-timing.js';
import { resourceType } from '../src/resource-type.js';

/** An entry of a plain load over a new connection; times in milliseconds. */
const plain = {
  name: 'https://shop.test/app.js',
  initiatorType: 'script',
  startTime: 100,
  duration: 90,
  redirectStart: 0,
  redirectEnd: 0,
  workerStart: 0,
  fetchStart: 100,
  domainLookupStart: 110,
  domainLookupEnd: 120,
  connectStart: 120,
  secureConnectionStart: 130,
  connectEnd: 140,
  requestStart: 140,
  responseStart: 170,
  responseEnd: 190,
  responseStatus: 200,
  nextHopProtocol: 'h2',
  transferSize: 1_300,
  encodedBodySize: 1_000,
  decodedBodySize: 4_000,
  deliveryType: '',
  renderBlockingStatus: 'blocking',
  serverTiming: [],
};
const entry = (over: object) => ({ ...plain, ...over }) as unknown as PerformanceResourceTiming;
const none = {
  domainLookupStart: 0,
  domainLookupEnd: 0,
  connectStart: 0,
  connectEnd: 0,
  secureConnectionStart: 0,
  requestStart: 0,
  responseStart: 0,
};

describe('a resource', () => {
  it.each<[sentence: string, over: object, resource: object]>([
    [
      'has all its phases, since its start',
      {},
      {
        duration: 90e6,
        dns: { start: 10e6, duration: 10e6 },
        connect: { start: 20e6, duration: 20e6 },
        ssl: { start: 30e6, duration: 10e6 },
        first_byte: { start: 40e6, duration: 30e6 },
        download: { start: 70e6, duration: 20e6 },
        redirect: undefined,
        worker: undefined,
      },
    ],
    [
      'has its sizes',
      {},
      { size: 4_000, encoded_body_size: 1_000, decoded_body_size: 4_000, transfer_size: 1_300 },
    ],
    [
      'has its protocol, status and blocking',
      {},
      { protocol: 'h2', status_code: 200, render_blocking_status: 'blocking' },
    ],
    [
      'over a connection that was there has no phases of one',
      {
        domainLookupStart: 100,
        domainLookupEnd: 100,
        connectStart: 100,
        connectEnd: 100,
        secureConnectionStart: 0,
      },
      { dns: undefined, connect: undefined, ssl: undefined, first_byte: expect.anything() },
    ],
    [
      'without encryption has no phase of it',
      { secureConnectionStart: 0 },
      { ssl: undefined, connect: expect.anything() },
    ],
    [
      'of another origin that allows no timing has a duration alone',
      none,
      {
        duration: 90e6,
        dns: undefined,
        connect: undefined,
        ssl: undefined,
        first_byte: undefined,
        download: undefined,
      },
    ],
    [
      'whose sizes are withheld has none',
      { transferSize: 0, encodedBodySize: 0, decodedBodySize: 0 },
      { size: undefined, transfer_size: 0 },
    ],
    ['whose status is withheld has none', { responseStatus: 0 }, { status_code: undefined }],
    [
      'that was redirected has that phase',
      { redirectStart: 100, redirectEnd: 108 },
      { redirect: { start: 0, duration: 8e6 } },
    ],
    [
      'by a service worker has that phase',
      { workerStart: 102, fetchStart: 106 },
      { worker: { start: 2e6, duration: 4e6 } },
    ],
    [
      'that began before its start, as preloads do, has no absurd phase',
      { requestStart: 40, responseStart: 60, responseEnd: 190 },
      { first_byte: undefined, download: undefined },
    ],
    [
      'whose times run backwards has no negative phase',
      { connectStart: 150, connectEnd: 120 },
      { connect: undefined, ssl: undefined },
    ],
    ['whose duration is missing has that of its response', { duration: 0 }, { duration: 90e6 }],
    ['whose duration is negative has none', { duration: -5 }, { duration: 0 }],
    [
      'that never ended has no duration',
      { duration: 0, responseEnd: 0 },
      { duration: 0, download: undefined },
    ],
    [
      'from the cache says so',
      { deliveryType: 'cache', transferSize: 0 },
      { delivery_type: 'cache', transfer_size: 0 },
    ],
    [
      'from the cache of a browser that does not say so is known by its sizes',
      { deliveryType: undefined, transferSize: 0 },
      { delivery_type: 'cache' },
    ],
    [
      'of a browser that does not say has no delivery',
      { deliveryType: undefined },
      { delivery_type: undefined },
    ],
    [
      'that was loaded ahead says so',
      { deliveryType: 'navigational-prefetch' },
      { delivery_type: 'navigational-prefetch' },
    ],
    [
      'of a delivery that is new to us is another',
      { deliveryType: 'by pigeon' },
      { delivery_type: 'other' },
    ],
    [
      'of a browser that does not know of blocking says nothing of it',
      { renderBlockingStatus: undefined },
      { render_blocking_status: undefined },
    ],
    [
      'with early hints has that phase',
      { firstInterimResponseStart: 150 },
      { early_hints: { start: 40e6, duration: 10e6 } },
    ],
    ['without early hints has none', { firstInterimResponseStart: 0 }, { early_hints: undefined }],
    [
      'of a browser without server timing has none',
      { serverTiming: undefined },
      { server_timing: undefined },
    ],
    [
      'has server timing, twenty entries at most',
      {
        serverTiming: Array.from({ length: 30 }, (_, n) => ({
          name: `n${n}`,
          duration: 1,
          description: '',
        })),
      },
      { server_timing: Array.from({ length: 20 }, (_, n) => ({ name: `n${n}`, duration: 1e6 })) },
    ],
  ])('%s', (_, over, expected) => {
    const resource = fromResourceTiming(entry(over));
    expect({
      ...Object.fromEntries(Object.keys(expected).map((key) => [key, undefined])),
      ...resource,
    }).toMatchObject(expected);
    expect(JSON.stringify(resource)).not.toMatch(/-\d|null|NaN/);
  });

  it('refers to the trace that the server names', () => {
    const description = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    const serverTiming = [{ name: 'traceparent', duration: 0, description }];
    expect(traceOf(entry({ serverTiming }))).toEqual({
      trace_id: 'ab'.repeat(16),
      span_id: 'cd'.repeat(8),
    });
    expect(
      traceOf(entry({ serverTiming: [{ ...serverTiming[0], description: 'nonsense' }] })),
    ).toBeUndefined();
    expect(traceOf(entry({ serverTiming: undefined }))).toBeUndefined();
  });
});

describe('the kind of a resource', () => {
  it.each([
    ['img', '/a', '', 'image'],
    ['image', '/a.svg', '', 'image'],
    ['input', '/button', '', 'image'],
    ['script', '/a', '', 'js'],
    ['link', '/a.css?v=1', '', 'css'],
    ['link', '/a.mjs#x', '', 'js'],
    ['link', '/a.WOFF2', '', 'font'],
    ['link', '/styles', 'text/css', 'css'],
    ['link', '/styles.php', 'text/css; charset=utf-8', 'css'],
    ['early-hints', '/a.js', '', 'js'],
    ['css', '/a.woff', '', 'font'],
    ['css', '/a.png', '', 'image'],
    ['css', '/background', 'image/webp', 'image'],
    ['css', '/font', 'font/woff2', 'font'],
    ['audio', '/a', '', 'media'],
    ['video', '/a', '', 'media'],
    ['track', '/a.vtt', '', 'media'],
    ['other', '/a.mp4', '', 'media'],
    ['other', '/stream', 'audio/mpeg', 'media'],
    ['iframe', '/page', '', 'document'],
    ['frame', '/page', '', 'document'],
    ['beacon', '/b', '', 'beacon'],
    ['ping', '/b', '', 'beacon'],
    ['object', '/a.pdf', 'application/pdf', 'other'],
    ['other', '/favicon.ico', '', 'image'],
    ['', '/unknown', '', 'other'],
    ['new-to-us', '/a', 'application/javascript', 'js'],
    ['link', '/manifest.json', 'application/manifest+json', 'other'],
  ])('that a %j asked for, %s %s, is %s', (initiatorType, path, contentType, type) => {
    const name = `https://shop.test${path}`;
    expect(resourceType({ name, initiatorType, contentType } as never)).toBe(type);
  });
});
