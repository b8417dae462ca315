import { collect, eventually } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchRequests } from '../src/fetch.js';

const here = new URL(import.meta.url).href;
const nativeFetch = globalThis.fetch;
let running: ReturnType<typeof collect>;

beforeEach(() => {
  running = collect(fetchRequests());
});
afterEach(() => {
  running.stop();
  expect(globalThis.fetch).toBe(nativeFetch);
});

/** The one resource that was reported. */
async function reported() {
  const [event] = await eventually('a resource', () => running.emitted.length && running.emitted);
  expect(running.emitted).toHaveLength(1);
  return event?.data['resource'] as Record<string, unknown>;
}

describe('fetch', () => {
  it('reports method, status, address and phases', async () => {
    const response = await fetch(here);
    await response.text();
    expect(await reported()).toMatchObject({
      type: 'fetch',
      method: 'GET',
      status_code: 200,
      url: here,
    });
    expect((await reported())['duration']).toBeGreaterThan(0);
  });

  it('reads method and address of a Request', async () => {
    await fetch(new Request(here, { method: 'HEAD' }));
    expect(await reported()).toMatchObject({ method: 'HEAD', url: here });
  });

  it('makes a relative address absolute', async () => {
    await (await fetch('/?relative')).text();
    expect(await reported()).toMatchObject({ url: `${location.origin}/?relative` });
  });

  it('reports a request that was given up as aborted, and gives the page its own error', async () => {
    const abort = new AbortController();
    const request = fetch(here, { signal: abort.signal });
    abort.abort();
    await expect(request).rejects.toMatchObject({ name: 'AbortError' });
    expect(await reported()).toMatchObject({ aborted: true, status_code: 0 });
  });

  it('reports a request that failed', async () => {
    await expect(fetch('http://127.0.0.1:1/closed')).rejects.toThrow(TypeError);
    expect(await reported()).toMatchObject({ status_code: 0 });
  });

  it('leaves the body to the page', async () => {
    const [body, plain] = [
      await (await fetch(here)).text(),
      await (await nativeFetch(here)).text(),
    ];
    expect(body).toBe(plain);
  });

  it('leaves an unhandled rejection unhandled', async () => {
    const heard = new Promise((resolve) => {
      addEventListener(
        'unhandledrejection',
        (event) => {
          event.preventDefault();
          resolve(event.reason);
        },
        { once: true },
      );
    });
    void fetch('http://127.0.0.1:1/unhandled');
    expect(await heard).toBeInstanceOf(TypeError);
  });

  it('tells concurrent requests to one address apart', async () => {
    await Promise.all([1, 2, 3].map(async () => (await fetch(here)).text()));
    const events = await eventually(
      'three resources',
      () => running.emitted.length >= 3 && running.emitted,
    );
    expect(events).toHaveLength(3);
  });
});
