import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SessionAnswer } from '@firsthand/protocol/query';
import { comesTrue } from '@firsthand/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ABUSES, type Abuse } from './abuse/requests.js';
import { batch, errorEvent, temporaryFolder } from './fixtures.js';
import { startProcess } from './start-process.js';

/** `pnpm abuse` sends 10,000. */
const REQUESTS = Number(process.env['FIRSTHAND_ABUSE'] ?? 400);
/** Requests of strangers that are under way together. */
const TOGETHER = 4;
const isWhole = REQUESTS >= 10_000;
/**
 * What a client that behaves waits at most, but for one request in a hundred, in milliseconds. In the short form, beside other
 * tests, it only tells a server that stands still.
 */
const MAX_WAIT = isWhole ? 100 : 1_000;
/** What the server grows by once it has what it needs anyway, in bytes. The short form ends while caches still fill. */
const MAX_GROWTH = (isWhole ? 100 : 300) * 1024 ** 2;
/** Share of the requests after which it has that. */
const WARM = 0.3;
/** How long what was accepted may wait for the store after all that, in milliseconds. */
const DRAIN = 300_000;
/** Sockets whose request never ends. */
const STUCK = 50;

const percentile = (times: number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Infinity;

it(`strangers' ${REQUESTS} requests harm nobody else`, async () => {
  const data = temporaryFolder();
  const { url = '', pid } = await startProcess(data, ['--port', '0'], {
    access: 'everyone',
    replay: { access: 'everyone' },
    // Each stranger has an address of their own, so that no limit is met.
    trustProxy: ['127.0.0.1'],
  });
  const memory = () =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  const wrong: string[] = [];
  let stranger = 0;
  const send = async ({ path, body, headers, statuses }: Abuse) => {
    stranger += 1;
    const response = await fetch(`${url}${path}`, {
      redirect: 'manual',
      headers: {
        'content-type': 'text/plain',
        'x-forwarded-for': `10.${(stranger >> 16) & 255}.${(stranger >> 8) & 255}.${stranger & 255}`,
        ...headers,
      },
      ...(body !== undefined && { method: 'POST', body: body as BodyInit }),
    });
    const text = await response.text();
    if (!statuses.includes(response.status))
      wrong.push(`${response.status} ${path} ${String(body).slice(0, 200)}: ${text.slice(0, 200)}`);
  };

  const kinds = Object.values(ABUSES);
  const stuck = Array.from({ length: STUCK }, () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
    socket.write('POST /rum/v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx');
    return socket;
  });
  onTestFinished(() => stuck.forEach((socket) => socket.destroy()));

  const [head, event] = batch([errorEvent('x', { session: { id: 'good', type: 'user' } })])
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  const behaving = new Worker(new URL('abuse/behaving.mjs', import.meta.url), {
    workerData: { url: `${url}/rum/v1/events`, head, event },
  });
  let before = 0;
  const all = Array.from({ length: REQUESTS }, (_, n) => n).values();
  await Promise.all(
    Array.from({ length: TOGETHER }, async () => {
      for (const n of all) {
        if (n === Math.floor(REQUESTS * WARM)) before = memory();
        const kind = kinds[n % kinds.length]?.() ?? [];
        await send(kind[Math.floor(n / kinds.length) % kind.length] as Abuse);
      }
    }),
  );
  const told = once(behaving, 'message') as Promise<[{ accepted: string[]; waited: number[] }]>;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has none.
  behaving.postMessage('end');
  const [{ accepted, waited }] = await told;

  expect(wrong).toEqual([]);
  expect(accepted.length).toBe(waited.length);
  const growth = memory() - before;
  await vi.waitFor(
    async () =>
      expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({
        intake_log_waiting_bytes: 0,
      }),
    { timeout: DRAIN, interval: 500 },
  );
  const stored: string[] = [];
  await comesTrue(async () => {
    stored.length = 0;
    for (let next: string | undefined = ''; next !== undefined;) {
      const question = `application=app${next && `&after=${encodeURIComponent(next)}`}`;
      const answer = await fetch(`${url}/api/v1/sessions/good?${question}`);
      const { events, next: following } = (await answer.json()) as SessionAnswer;
      stored.push(
        ...events.flatMap((found) => (found.type === 'error' ? found.error.message : [])),
      );
      next = following;
    }
    expect(stored.toSorted()).toEqual(accepted.toSorted());
  });
  const p99 = percentile(waited, 0.99);
  console.log(
    `${REQUESTS} requests of strangers, ${accepted.length} of one who behaves: p50 ${percentile(waited, 0.5).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; memory ${(growth / 1024 ** 2).toFixed(0)} MB more`,
  );
  expect(p99).toBeLessThan(MAX_WAIT);
  expect(growth).toBeLessThan(MAX_GROWTH);
  expect(() => readFileSync(join(data, 'refused-rows.ndjson'))).toThrow('ENOENT');
}, 1_800_000);
