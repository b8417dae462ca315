import { collect, eventually, SESSION_ID } from '@firsthand/testing';
import { describe, expect, it, vi } from 'vitest';
import { fetchRequests } from '../src/fetch.js';
import { xhrRequests } from '../src/xhr.js';
import { allowed, fetched, requested, start } from './traced.js';

const decimal = (hex = '') => BigInt(`0x${hex}`).toString();
const base64 = (text = '') => btoa(text);
const ways = [
  ['fetch', fetched],
  ['XMLHttpRequest', requested],
] as const;

describe.each(ways)('by %s', (_, ask) => {
  it('no request gets a header unless its address is allowed', async () => {
    const { url, reference } = start({});
    const headers = await ask(url('/echo'));
    expect(Object.keys(headers).filter((name) => /trace|b3|sw8|baggage/.test(name))).toEqual([]);
    expect(await reference()).toEqual({});
  });

  it.each([
    ['its beginning', allowed],
    ['an expression', /hostile\/echo/],
    ['an expression that remembers', /hostile/g],
    ['a function', (url: string) => url.includes('/echo')],
    ['an object', { match: allowed }],
  ])('an address is allowed by %s', async (_, pattern) => {
    const { url, reference } = start({ allowedTracingUrls: [pattern] });
    for (const path of ['/echo', '/echo']) {
      const { traceparent } = await ask(url(path));
      expect(traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
    }
    expect((await reference()).trace_id).toMatch(/^[\da-f]{32}$/);
  });

  it.each([
    [
      'a function that throws',
      () => {
        throw new Error('the page’s own');
      },
    ],
    ['what is no pattern', { match: undefined as unknown as string }],
  ])('an address is not allowed by %s', async (_, pattern) => {
    const { url } = start({ allowedTracingUrls: [pattern] });
    expect(await ask(url('/echo'))).not.toHaveProperty('traceparent');
  });

  it('the event refers to the trace that the server saw, in every format', async () => {
    const propagatorTypes = ['tracecontext', 'b3', 'b3multi', 'datadog', 'jaeger', 'sw8'] as const;
    const { url, reference } = start({
      allowedTracingUrls: [{ match: allowed, propagatorTypes }],
      service: 'shöp',
      version: '1',
    });
    const headers = await ask(url('/echo'));
    const { trace_id: trace = '', span_id: span = '' } = await reference();
    expect(headers).toMatchObject({
      traceparent: `00-${trace}-${span}-01`,
      b3: `${trace}-${span}-1`,
      'x-b3-traceid': trace,
      'x-b3-spanid': span,
      'x-b3-sampled': '1',
      'x-datadog-trace-id': decimal(trace.slice(16)),
      'x-datadog-parent-id': decimal(span),
      'x-datadog-sampling-priority': '1',
      'x-datadog-origin': 'rum',
      'x-datadog-tags': `_dd.p.tid=${trace.slice(0, 16)}`,
      'uber-trace-id': `${trace}:${span}:0:1`,
    });
    const [sampled, traceId, segment, index, service, ...rest] = headers['sw8']?.split('-') ?? [];
    expect([sampled, traceId, segment, index]).toEqual(['1', base64(trace), base64(span), '0']);
    expect(
      new TextDecoder().decode(Uint8Array.from(atob(service ?? ''), (c) => c.charCodeAt(0))),
    ).toBe('shöp');
    expect(rest).toEqual(['1', location.pathname, location.host].map(base64));
  });

  it('a trace that the page began is left as it is, and referred to', async () => {
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    const traceparent = `00-${'12'.repeat(16)}-${'34'.repeat(8)}-00`;
    expect(await ask(url('/echo'), headersFor(ask, { traceparent }))).toMatchObject({
      traceparent,
    });
    expect(await reference()).toEqual({ trace_id: '12'.repeat(16), span_id: '34'.repeat(8) });
  });

  it.each<[format: string, headers: Record<string, string>, ids?: [trace: string, span: string]]>([
    ['b3', { b3: `${'12'.repeat(16)}-${'34'.repeat(8)}-1` }, ['12'.repeat(16), '34'.repeat(8)]],
    [
      'a traceparent that back ends refuse',
      { traceparent: `00-${'AB'.repeat(16)}-${'34'.repeat(8)}-01` },
    ],
    ['zeros', { 'uber-trace-id': '0:0:0:1' }],
  ])('nothing is put beside %s of the page', async (_, headers, ids) => {
    const { url, reference } = start({
      allowedTracingUrls: [{ match: allowed, propagatorTypes: ['tracecontext', 'b3', 'datadog'] }],
      propagateTraceBaggage: true,
    });
    const seen = await ask(url('/echo'), headersFor(ask, headers));
    expect(seen).toMatchObject(headers);
    expect(Object.keys(seen).filter((name) => /trace|b3|baggage/.test(name))).toEqual(
      Object.keys(headers),
    );
    expect(await reference()).toEqual(ids ? { trace_id: ids[0], span_id: ids[1] } : {});
  });

  it('an address that is excluded gets no header', async () => {
    const { url, reference } = start({
      allowedTracingUrls: [allowed],
      excludedTracingUrls: [`${allowed}echo`],
    });
    expect(await ask(url('/echo'))).not.toHaveProperty('traceparent');
    expect(await reference()).toEqual({});
  });

  it('of two instances one header leaves, and both refer to it', async () => {
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    const other = collect(
      fetchRequests({ allowedTracingUrls: [allowed] }),
      xhrRequests({ allowedTracingUrls: [allowed] }),
    );
    const { traceparent = '' } = await ask(url('/echo'));
    const [, trace_id, span_id] = traceparent.split('-');
    expect(await reference()).toEqual({ trace_id, span_id });
    const [event] = await eventually('a resource', () => other.emitted.length && other.emitted);
    expect(event?.data['_dd']).toEqual({ trace_id, span_id });
    other.stop();
  });

  it('a session that is not sampled for traces gets no headers, or such as say so', async () => {
    const off = start({ allowedTracingUrls: [allowed], traceSampleRate: 0 });
    expect(await ask(off.url('/echo'))).not.toHaveProperty('traceparent');
    expect(await off.reference()).toEqual({});
    const all = start({
      allowedTracingUrls: [allowed],
      traceSampleRate: 0,
      traceContextInjection: 'all',
    });
    const { traceparent } = await ask(all.url('/echo'));
    expect(traceparent).toMatch(/-00$/);
  });

  it('baggage names the session, beside what the page carries', async () => {
    const { url } = start({ allowedTracingUrls: [allowed], propagateTraceBaggage: true });
    expect(await ask(url('/echo'), headersFor(ask, { baggage: 'own=1' }))).toMatchObject({
      baggage: expect.stringMatching(new RegExp(`^own=1, ?session.id=${SESSION_ID}$`)),
    });
  });
});

function headersFor(ask: unknown, headers: Record<string, string>) {
  return (ask === fetched ? { headers } : headers) as never;
}

describe('fetch keeps what the page gave it:', () => {
  const own = { 'x-own': 'kept' };
  it.each<[string, (url: string) => Promise<Response>]>([
    ['headers as a record', (url) => fetch(url, { headers: own })],
    ['headers as pairs', (url) => fetch(url, { headers: [['x-own', 'kept']] })],
    ['headers as Headers', (url) => fetch(url, { headers: new Headers(own) })],
    ['headers of a Request', (url) => fetch(new Request(url, { headers: own }))],
    [
      'headers of a Request that options replace',
      (url) => fetch(new Request(url, { headers: { 'x-own': 'replaced' } }), { headers: own }),
    ],
    [
      'headers of a Request beside other options',
      (url) => fetch(new Request(url, { headers: own }), { method: 'POST' }),
    ],
    [
      'the body of a Request',
      (url) => fetch(new Request(url, { method: 'POST', headers: own, body: 'body' })),
    ],
  ])('%s', async (sentence, act) => {
    const { url } = start({ allowedTracingUrls: [allowed] });
    const seen = (await (await act(url('/echo'))).json()) as { headers: object; body: string };
    expect(seen.headers).toMatchObject({ ...own, traceparent: expect.any(String) });
    expect(seen.body).toBe(sentence === 'the body of a Request' ? 'body' : '');
  });

  it('a Request and options that can be used again', async () => {
    const { url } = start({ allowedTracingUrls: [allowed] });
    const request = new Request(url('/echo'));
    const init = { headers: { ...own } };
    const traces = new Set<unknown>();
    for (let use = 0; use < 2; use += 1) {
      traces.add(
        ((await (await fetch(request)).json()) as { headers: Record<string, string> }).headers[
          'traceparent'
        ],
      );
      await (await fetch(url('/echo'), init)).text();
    }
    expect(traces.size).toBe(2);
    expect(request.headers.has('traceparent')).toBe(false);
    expect(init).toEqual({ headers: own });
  });

  it('the referrer of a Request', async () => {
    const { url } = start({ allowedTracingUrls: [allowed] });
    const referrer = `${location.origin}/from-here`;
    const { headers } = (await (await fetch(new Request(url('/echo'), { referrer }))).json()) as {
      headers: Record<string, string>;
    };
    expect(headers['referer']).toBe(referrer);
  });
});

describe('a request that fails', () => {
  it('has its trace on its error as well', async () => {
    const { url, events, reference } = start({
      allowedTracingUrls: [allowed],
      trackFailedRequests: true,
    });
    await (await fetch(url('/status/503'))).text();
    const { trace_id, span_id } = await reference();
    const error = events().find(({ type }) => type === 'error');
    expect(error?.data['_dd']).toEqual({ trace_id, span_id });
    expect(trace_id).toMatch(/^[\da-f]{32}$/);
  });

  it.each([
    [true, 'http://127.0.0.1:9/', 1],
    [false, 'http://127.0.0.1:9/', 0],
    [true, `${allowed}reset`, 0],
  ])(
    'says at debug %s which headers a server of another origin may refuse: %s',
    async (debug, address, times) => {
      const said = vi.spyOn(console, 'debug').mockImplementation(() => {});
      start({ allowedTracingUrls: [address], propagateTraceBaggage: true, debug });
      await fetch(address).catch(() => {});
      expect(
        said.mock.calls.flat().filter((text) => /Allow-Headers.*: traceparent/.test(String(text))),
      ).toHaveLength(times);
      said.mockRestore();
    },
  );
});
