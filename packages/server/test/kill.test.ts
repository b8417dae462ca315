import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReplayAnswer, SessionAnswer } from '@firsthand/protocol/query';
import { describe, expect, it } from 'vitest';
import { batch, errorEvent, eventually, temporaryFolder } from './fixtures.js';
import { record, segment } from './replay-fixtures.js';
import { startProcess } from './start-process.js';

const send = (url: string | undefined, body: string, kind = 'events') =>
  fetch(`${url}/rum/v1/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body,
  });

async function storedMessages(url: string | undefined) {
  const response = await fetch(`${url}/api/v1/sessions/s?application=app`);
  const { events } = (await response.json()) as Partial<SessionAnswer>;
  return (events ?? [])
    .flatMap((stored) => (stored.type === 'error' ? stored.error.message : []))
    .toSorted();
}

describe('the server’s process', () => {
  it('loses nothing that it acknowledged when it is killed at once', async () => {
    const data = temporaryFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { url, end } = await startProcess(data);
      const sent = Array.from({ length: 10 }, (_, n) => `round ${round} batch ${n}`);
      await Promise.all(
        sent.map(async (message) => {
          const response = await send(url, batch([errorEvent(message)]));
          expect(response.status).toBe(202);
          acknowledged.push(message);
        }),
      );
      await end('SIGKILL');
    }
    const { url } = await startProcess(data);
    const found = await eventually(async () => {
      const messages = await storedMessages(url);
      return messages.length >= acknowledged.length && messages;
    });
    expect(found).toEqual(acknowledged.toSorted());
  });

  it('gives each batch that it acknowledged back after the kill that followed', async () => {
    const data = temporaryFolder();
    let server = await startProcess(data);
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const name of ['a', 'b', 'c']) {
        const message = `round ${round} ${name}`;
        expect((await send(server.url, batch([errorEvent(message)]))).status).toBe(202);
        acknowledged.push(message);
      }
      await server.end('SIGKILL');
      server = await startProcess(data);
      const { url } = server;
      const found = await eventually(async () => {
        const messages = await storedMessages(url);
        return messages.length >= acknowledged.length && messages;
      });
      expect(found).toEqual(acknowledged.toSorted());
    }
  });

  it('loses nothing that it acknowledged when it is killed amid requests', async () => {
    const data = temporaryFolder();
    const { url, end } = await startProcess(data);
    const acknowledged: string[] = [];
    const sending = Array.from({ length: 200 }, async (_, n) => {
      const response = await send(url, batch([errorEvent(`batch ${n}`)]));
      if (response.status === 202) acknowledged.push(`batch ${n}`);
    });
    // As soon as one is acknowledged; most of the others are on their way.
    await Promise.any(sending);
    await end('SIGKILL');
    await Promise.allSettled(sending);
    expect(acknowledged.length).toBeGreaterThan(0);
    const next = await startProcess(data);
    const found = await eventually(async () => {
      const messages = await storedMessages(next.url);
      return acknowledged.every((message) => messages.includes(message)) && messages;
    });
    // What was not acknowledged may be there as well, but nothing is there twice.
    expect(new Set(found).size).toBe(found.length);
  });

  it('loses no segment of a replay that it acknowledged, and keeps each once', async () => {
    const data = temporaryFolder();
    let { url, end } = await startProcess(data);
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const sending = Array.from({ length: 40 }, async () => {
        const id = randomUUID();
        const body = segment([record(Date.now())], { segment_id: id });
        if ((await send(url, body, 'replay')).status !== 202) return;
        acknowledged.push(id);
        // As a browser does whose answer was lost.
        await send(url, body, 'replay');
      });
      await Promise.any(sending);
      await end('SIGKILL');
      await Promise.allSettled(sending);
      ({ url, end } = await startProcess(data));
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    const found = await eventually(async () => {
      const response = await fetch(`${url}/api/v1/sessions/s/replay?application=app`);
      const { segments = [] } = (await response.json()) as Partial<ReplayAnswer>;
      const ids = segments.map(({ id }) => id);
      return acknowledged.every((id) => ids.includes(id)) && ids;
    });
    expect(new Set(found).size).toBe(found.length);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing behind on %s', async (signal) => {
    const data = temporaryFolder();
    const { url, end, pid } = await startProcess(data);
    expect(readFileSync(join(data, 'server.pid'), 'utf8')).toBe(`${pid}`);
    expect(await end(signal)).toBe(0);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(readFileSync(join(data, 'server.pid'), 'utf8')).toBe('');
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('stops on SIGINT with everything stored, and starts again with it', async () => {
    const data = temporaryFolder();
    const first = await startProcess(data);
    await send(first.url, batch([errorEvent('kept')]));
    expect(await first.end('SIGINT')).toBe(0);
    const second = await startProcess(data);
    expect(await storedMessages(second.url)).toEqual(['kept']);
  });

  it('says that a data folder is in use', async () => {
    const data = temporaryFolder();
    await startProcess(data);
    const second = await startProcess(data);
    expect([second.url, await second.ended, second.errors()]).toEqual([
      undefined,
      1,
      expect.stringMatching(/in use by process \d+/),
    ]);
  });

  it('says that a port is taken, or moves on when it may', async () => {
    const { url } = await startProcess(temporaryFolder());
    const { port } = new URL(url ?? '');
    const refused = await startProcess(temporaryFolder(), ['--port', port]);
    expect([await refused.ended, refused.errors()]).toEqual([
      1,
      expect.stringContaining(`Port ${port} is taken`),
    ]);
    const moved = await startProcess(temporaryFolder(), ['--port', port, '--port-fallback']);
    expect(Number(new URL(moved.url ?? '').port)).toBeGreaterThan(Number(port));
  });

  it('says which field of a configuration is wrong', async () => {
    const { ended, errors } = await startProcess(temporaryFolder(), ['--port', '99999']);
    expect([await ended, errors()]).toEqual([1, expect.stringMatching(/Configuration: port/)]);
  });
});
