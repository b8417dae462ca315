import { collect, eventually } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { xhrRequests } from '../src/xhr.js';

const here = new URL(import.meta.url).href;
const nativeSend = XMLHttpRequest.prototype.send;
let running: ReturnType<typeof collect>;

beforeEach(() => {
  running = collect(xhrRequests());
});
afterEach(() => {
  running.stop();
  expect(XMLHttpRequest.prototype.send).toBe(nativeSend);
});

function send(xhr: XMLHttpRequest, { method = 'GET', url = here, async = true } = {}) {
  return new Promise<void>((resolve) => {
    xhr.addEventListener('loadend', () => resolve(), { once: true });
    xhr.open(method, url, async);
    xhr.send();
  });
}

async function reported(count: number) {
  const events = await eventually(
    'resources',
    () => running.emitted.length >= count && running.emitted,
  );
  expect(events).toHaveLength(count);
  return events.map(({ data }) => data['resource'] as Record<string, unknown>);
}

describe('XMLHttpRequest', () => {
  it('reports method, status and address', async () => {
    await send(new XMLHttpRequest());
    expect(await reported(1)).toMatchObject([
      { type: 'xhr', method: 'GET', status_code: 200, url: here },
    ]);
  });

  it('reports each use of one object', async () => {
    const xhr = new XMLHttpRequest();
    await send(xhr);
    await send(xhr, { method: 'HEAD' });
    expect((await reported(2)).map(({ method }) => method)).toEqual(['GET', 'HEAD']);
  });

  it('reports a request that was given up as aborted', async () => {
    const xhr = new XMLHttpRequest();
    const ended = send(xhr);
    xhr.abort();
    await ended;
    expect(await reported(1)).toMatchObject([{ aborted: true, status_code: 0 }]);
  });

  it('reports a request that failed', async () => {
    await send(new XMLHttpRequest(), { url: 'http://127.0.0.1:1/closed' });
    expect(await reported(1)).toMatchObject([{ status_code: 0 }]);
  });

  it('reports a synchronous request', async () => {
    await send(new XMLHttpRequest(), { async: false });
    expect(await reported(1)).toMatchObject([{ status_code: 200 }]);
  });
});
