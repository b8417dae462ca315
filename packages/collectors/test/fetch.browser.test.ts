import { collect, eventually, type Collected } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchRequests } from '../src/fetch.js';
import { fetchCases as cases } from './fetch-cases.js';
import { marked, withoutMark } from './marked.js';

const nativeFetch = globalThis.fetch;
let running: ReturnType<typeof collect> | undefined;

afterEach(() => {
  running?.stop();
  running = undefined;
  expect(globalThis.fetch).toBe(nativeFetch);
});

const mark = () => marked(() => running?.emitted ?? []);

describe('fetch reports once, and leaves to the page as it is,', () => {
  it.each(cases)(
    '%s',
    async (_, act, resource) => {
      // The same without us, under another mark.
      const plain = await act(nativeFetch, mark().url);
      running = collect(fetchRequests());
      const { url, resources } = mark();
      const withUs = await act(globalThis.fetch, url);
      expect(withoutMarks(withUs)).toEqual(withoutMarks(plain));
      await eventually('the resource', () => resources().length, 25_000);
      expect(resources()).toEqual([expect.objectContaining({ type: 'fetch', ...resource })]);
    },
    40_000,
  );
});

function withoutMarks(value: unknown): unknown {
  return value && typeof value === 'object'
    ? {
        ...value,
        bytes: undefined,
        length: undefined,
        ...('bytes' in value && { text: decode(value.bytes) }),
      }
    : value;
}

function decode(bytes: unknown): string {
  return withoutMark(new TextDecoder().decode(new Uint8Array(bytes as number[])));
}

describe('a wrapper of the page below ours', () => {
  afterEach(() => {
    running?.stop();
    globalThis.fetch = nativeFetch;
  });

  it('that answers by a thenable is asked only by the page, and has its timing', async () => {
    let asked = 0;
    globalThis.fetch = ((...given: Parameters<typeof fetch>) => ({
      // oxlint-disable-next-line unicorn/no-thenable -- It is one.
      then(...told: Parameters<Promise<Response>['then']>) {
        asked += 1;
        return nativeFetch(...given).then(...told);
      },
    })) as unknown as typeof fetch;
    running = collect(fetchRequests());
    const { url, resources } = mark();
    await (await fetch(url('/echo'))).text();
    expect(asked).toBe(1);
    await eventually('the resource', () => resources().length);
    expect(resources()).toEqual([expect.objectContaining({ duration: expect.any(Number) })]);
  });

  it('that answers by a promise with more than promises have keeps it', async () => {
    const cancel = () => {};
    const given: unknown[] = [];
    globalThis.fetch = (...args) => {
      const answer = Object.assign(nativeFetch(...args), { cancel });
      given.push(answer);
      return answer;
    };
    running = collect(fetchRequests());
    const { url, resources } = mark();
    const answer = fetch(url('/echo'));
    expect(answer).toBe(given[0]);
    await (await answer).text();
    await eventually('the resource', () => resources().length);
    expect(resources()).toEqual([expect.objectContaining({ status_code: 200 })]);
  });
});

describe('fetch', () => {
  it('reports none of those twice, late', async () => {
    running = collect(fetchRequests());
    const { url, resources } = mark();
    await Promise.all(cases.map(([, act]) => act(globalThis.fetch, url)));
    await eventually('all', () => resources().length >= cases.length, 25_000);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(resources()).toHaveLength(cases.length);
  }, 40_000);

  it('tells concurrent requests to one address apart, whichever answers first', async () => {
    running = collect(fetchRequests());
    const { url, resources } = mark();
    const paths = ['/slow/300', '/slow/300', '/slow/300'];
    await Promise.all(paths.map(async (path) => (await fetch(url(path))).text()));
    await eventually('three', () => resources().length === 3);
    expect(resources().map(({ status_code: status }) => status)).toEqual([200, 200, 200]);
  });

  it('reports what began before it started', async () => {
    const { url, resources } = mark();
    // The test's own modules have filled the browser's buffer of 250 entries.
    performance.clearResourceTimings();
    await (await nativeFetch(url('/ok?before'))).text();
    const underway = nativeFetch(url('/slow/200'));
    running = collect(fetchRequests());
    await (await underway).text();
    await eventually('both', () => resources().length === 2);
    expect(resources().map((resource) => resource['status_code'])).toEqual([200, 200]);
  });

  it('reports what a function that the page kept from before requests', async () => {
    running = collect(fetchRequests());
    const { url, resources } = mark();
    await (await nativeFetch(url('/ok'))).text();
    await eventually('the unseen one', () => resources().length);
    expect(resources()).toMatchObject([{ type: 'fetch', status_code: 200 }]);
  });

  it('reports a stream once when its timing comes after it was reported without', async () => {
    running = collect(fetchRequests());
    const { url, resources } = mark();
    const response = await fetch(url('/slow-body/300'));
    dispatchEvent(new Event('pagehide'));
    expect(resources()).toHaveLength(1);
    await response.text();
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(resources()).toHaveLength(1);
  });

  it('keeps the identity and the stack of the page’s errors', async () => {
    running = collect(fetchRequests());
    const reason = new Error('mine');
    const caller = async () => fetch('/hostile/ok', { signal: AbortSignal.abort(reason) });
    await expect(caller()).rejects.toBe(reason);
    const failing = await fetch('http://127.0.0.1:1/').catch((error: unknown) => error as Error);
    expect(failing).toBeInstanceOf(TypeError);
  });

  it('refuses what the browser refuses, with the browser’s error', async () => {
    const plain = await nativeFetch('http://[').catch(String);
    running = collect(fetchRequests());
    expect(await fetch('http://[').catch(String)).toBe(plain);
    await expect(fetch(Symbol('no address') as unknown as string)).rejects.toThrow(TypeError);
  });

  it('leaves an unhandled rejection unhandled', async () => {
    running = collect(fetchRequests());
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

  it('works below another wrapper, and goes inert when it cannot leave', async () => {
    running = collect(fetchRequests());
    const ours = globalThis.fetch;
    const above = (...args: Parameters<typeof fetch>) => ours(...args);
    globalThis.fetch = above;
    const { url, resources } = mark();
    await (await fetch(url('/ok'))).text();
    await eventually('one', () => resources().length === 1);
    running.stop();
    expect(globalThis.fetch).toBe(above);
    await (await fetch(url('/ok?after'))).text();
    expect(resources()).toHaveLength(1);
    globalThis.fetch = nativeFetch;
  });

  it('lets a test double of the page return what it likes', () => {
    globalThis.fetch = (() => 'no promise') as unknown as typeof fetch;
    const double = globalThis.fetch;
    running = collect(fetchRequests());
    expect(fetch('/')).toBe('no promise');
    running.stop();
    expect(globalThis.fetch).toBe(double);
    globalThis.fetch = nativeFetch;
  });

  it('reports a failure as an error where that is asked, but no abort and no 404', async () => {
    running = collect(fetchRequests({ trackFailedRequests: true }));
    const { url, events } = mark();
    await fetch(url('/status/404'));
    await fetch(url('/status/503'));
    await fetch(url('/reset')).catch(() => {});
    await fetch(url('/ok'), { signal: AbortSignal.abort() }).catch(() => {});
    await fetch(url('/ok'), { signal: AbortSignal.abort('gone on') }).catch(() => {});
    await fetch(url('/hang'), { signal: AbortSignal.timeout(30) }).catch(() => {});
    const errors = () => events().filter(({ type }) => type === 'error');
    await eventually('all', () => events().filter(({ type }) => type === 'resource').length === 6);
    expect(errors().map(({ data }) => (data['error'] as { message: string }).message)).toEqual([
      expect.stringMatching(/^fetch answered 503: GET http.*status\/503/),
      expect.stringMatching(/^fetch failed: GET http.*reset/),
      expect.stringMatching(/^fetch failed: GET http.*hang/),
    ]);
  });

  it('reports failures as errors 300 times a minute, and that there were more', async () => {
    running = collect(fetchRequests({ trackFailedRequests: true }));
    const { url, events, resources } = mark();
    const fails = async () => (await fetch(url('/status/503'))).text();
    await Promise.all(Array.from({ length: 310 }, fails));
    await eventually('all', () => resources().length === 310, 10_000);
    expect(events().filter(({ type }) => type === 'error')).toHaveLength(300);
    expect(running.emitted.filter(({ type }) => type === 'error')).toHaveLength(301);
  });

  it('keeps allowed headers, never those that hold secrets', async () => {
    const trackResourceHeaders = ['X-Request-Id', 'etag', 'x-api-key', 'Authorization', 'x-own'];
    running = collect(fetchRequests({ trackResourceHeaders }));
    const { url, resources } = mark();
    const response = await fetch(url('/private-headers'), {
      headers: { authorization: 'Basic x', 'X-Own': 'mine' },
    });
    await response.text();
    await eventually('one', () => resources().length === 1);
    expect(resources()[0]).toMatchObject({
      request: { headers: { 'x-own': 'mine' } },
      response: { headers: { 'x-request-id': 'r-7', etag: '"e"' } },
    });
    expect(JSON.stringify(resources())).not.toMatch(/hunter2|Basic/);
  });

  it('keeps what the server says of its own work, and the trace that it names', async () => {
    running = collect(fetchRequests());
    const { url, events } = mark();
    await (await fetch(url('/server-timing'))).text();
    const [event] = (await eventually('one', () => events().length && events())) as Collected[];
    expect(event?.data).toMatchObject({
      resource: {
        server_timing: [
          { name: 'db', duration: 53.2e6, description: 'all queries' },
          { name: 'traceparent' },
        ],
      },
      _dd: { trace_id: 'ab'.repeat(16), span_id: 'cd'.repeat(8) },
    });
  });
});
