import { gzipSync } from 'node:zlib';
import { batch, errorEvent, event, viewEvent, type Json } from '../fixtures.js';
import { record, segment } from '../replay-fixtures.js';

/** A request of a stranger's, and what may come of it. */
export interface Abuse {
  path: string;
  /** Default: it is a GET */
  body?: string | Buffer;
  headers?: Record<string, string>;
  statuses: readonly number[];
}

const now = Date.now();
const events = (list: readonly Json[], envelope: Json = {}): string => batch(list, envelope);
const intake = (body: string | Buffer, statuses: number[]): Abuse => ({
  path: `/rum/v1/events${typeof body === 'string' ? '' : '?encoding=gzip'}`,
  body,
  statuses,
});
const replay = (body: string | Buffer, statuses: number[]): Abuse => ({
  path: `/rum/v1/replay${typeof body === 'string' ? '' : '?encoding=gzip'}`,
  body,
  statuses,
});
const api = (path: string, statuses: number[], headers: Record<string, string> = {}): Abuse => ({
  path: `/api/v1/${path}`,
  headers,
  statuses,
});
const withStack = (stack: string) =>
  errorEvent('stack', { error: { message: 'x', source: 'custom', stack } });
const range = `from=${now - 3_600_000}&to=${now + 3_600_000}`;
const nested = (depth: number) =>
  JSON.stringify(errorEvent('x', { context: { d: 7 } })).replace(
    '"d":7',
    `"d":${'['.repeat(depth)}${']'.repeat(depth)}`,
  );

/** By kind. Those that are dear to make are made once. */
export const ABUSES: Record<string, () => Abuse[]> = {
  'stacks that parsers stumble over': once(() => [
    intake(events([withStack(`${'\r'.repeat(2_000)}\n`.repeat(100))]), [202]),
    intake(events([withStack('    at ::::::::::::::::::::::::\n'.repeat(2_000))]), [202]),
    intake(events([withStack(`    at ${'('.repeat(30_000)}\n`.repeat(10))]), [202]),
    intake(events([withStack(`${'a@'.repeat(20_000)}\n`.repeat(5))]), [202]),
  ]),
  'millions of lines': once(() => [
    replay(gzipSync(`${segment([record(now)])}\n${'x\n'.repeat(2_400_000)}`), [400]),
    intake(gzipSync(`${events([errorEvent('x')])}\n${'x\n'.repeat(2_400_000)}`), [400]),
    intake(`${events([errorEvent('x')])}\n${'{}\n'.repeat(15_000)}`, [202]),
    intake(`${events([errorEvent('x')])}${'\n'.repeat(4_000_000)}`, [413]),
  ]),
  'what grows when it is read': once(() => [
    intake(
      events(
        Array.from({ length: 49 }, () => errorEvent('x')),
        { shared: { context: { a: 'x'.repeat(990_000) } } },
      ),
      [413],
    ),
    intake(gzipSync('x'.repeat(50_000_000)), [413]),
    intake(gzipSync(events([errorEvent('x'.repeat(900_000))])), [202]),
    intake(events(Array.from({ length: 5 }, () => errorEvent('x'.repeat(900_000)))), [202]),
  ]),
  'texts of a megabyte where names belong': once(() =>
    ['env', 'version', 'service'].flatMap((name) => [
      intake(events([errorEvent('x', { [name]: 'x'.repeat(900_000) })]), [202]),
      intake(
        events([errorEvent('x', { usr: { id: 'x'.repeat(300_000), email: 'y'.repeat(300_000) } })]),
        [202],
      ),
    ]),
  ),
  'names of what objects have anyway': () =>
    ['constructor', '__proto__', 'toString', 'hasOwnProperty'].flatMap((name) => [
      intake(events([event(name)]), [202]),
      intake(
        events([errorEvent('x', { [name]: { [name]: 1 } })], { shared: { [name]: { a: 1 } } }),
        [202],
      ),
      intake(
        events([]).concat(`\n{"${name}":{"${name}":{}},"type":"${name}","view":{"${name}":1}}`),
        [403],
      ),
      api(`sessions/${name}?application=${name}`, [404]),
    ]),
  'numbers that no column holds': () => [
    intake(events([viewEvent('v', 1, { view: { time_spent: 1e300 } })]), [202]),
    intake(events([viewEvent('v', 2 ** 40)]), [202]),
    intake(events([errorEvent('x', { date: 1e300 })]), [202]),
    intake(events([errorEvent('x')], { sent_at: 1e300 }), [400]),
    intake(events([errorEvent('x')], { sent_at: 0 }), [202]),
    replay(segment([record(now)], { index_in_view: 2 ** 40 }), [400]),
    api('overview?application=app&from=0&to=1e300', [400]),
    api(`sessions?application=app&from=0&to=${2 ** 60}`, [400]),
    api(`sessions/s?application=app&after=${'9'.repeat(30)}-x`, [200, 404]),
  ],
  'trees without end': once(() => [
    intake(`${events([errorEvent('x')])}\n${nested(100_000)}`, [202]),
    intake(events([errorEvent('x', { context: wide(50_000) })]), [202]),
    replay(
      segment([
        `{"type":3,"timestamp":${now},"data":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
      ]),
      [202],
    ),
  ]),
  'what is no batch': () => [
    intake('', [400]),
    intake('\0'.repeat(1_000), [400]),
    intake(Buffer.from('no gzip'), [400]),
    intake(gzipSync(events([errorEvent('x')])).subarray(0, 60), [400]),
    intake(events([errorEvent('x')]).slice(0, 50), [400]),
    replay(segment([{ type: 3, timestamp: now, data: null } as never]), [202]),
    {
      ...intake(events([errorEvent('x')]), [415]),
      headers: { 'content-type': 'application/json' },
    },
  ],
  'questions of strangers': () => [
    api('applications', [403], { 'sec-fetch-site': 'cross-site' }),
    api('audit', [401]),
    api(`sessions?application=${'x'.repeat(5_000)}&${range}`, [400, 200]),
    api(`sessions?application=app&${range}&limit=500`, [200]),
    api('sessions/s?application=app', [200, 404]),
    api(`overview?application=app&${range}`, [200]),
    { path: '/?key=wrong', statuses: [303] },
    { path: '//[?key=wrong', statuses: [303] },
    { path: `/${'%2e%2e/'.repeat(20)}etc/passwd`, statuses: [200, 303, 400, 403, 404] },
  ],
};

function wide(keys: number): Json {
  return Object.fromEntries(Array.from({ length: keys }, (_, n) => [`k${n}`, n]));
}

function once(make: () => Abuse[]): () => Abuse[] {
  let made: Abuse[] | undefined;
  return () => (made ??= make());
}
