import { afterEach, describe, expect, it } from 'vitest';
import { allowed, fetched, requested, start, stop } from './traced.js';

describe('a wrapper of the page below ours', () => {
  const browsers = window.fetch;
  afterEach(() => {
    stop();
    window.fetch = browsers;
  });

  it.each<[given: string, init: RequestInit | undefined, form: string]>([
    ['no options', undefined, 'Object'],
    ['an object', { headers: { 'x-a': 'b' } }, 'Object'],
    ['headers', { headers: new Headers({ 'x-a': 'b' }) }, 'Headers'],
    ['a list', { headers: [['x-a', 'b']] }, 'Array'],
  ])('gets headers in the form of %s', async (_, init, form) => {
    const seen: HeadersInit[] = [];
    window.fetch = (input, options) => {
      if (options?.headers) seen.push(options.headers);
      return browsers(input, options);
    };
    const { url } = start({ allowedTracingUrls: [allowed] });
    const headers = await fetched(url('/echo'), init);
    expect(seen.map(({ constructor }) => constructor.name)).toEqual([form]);
    expect(headers).toMatchObject({
      traceparent: expect.any(String),
      ...(init && { 'x-a': 'b' }),
    });
  });

  it.each<[given: string, init: (url: string) => Parameters<typeof fetch>]>([
    ['nothing', (url) => [url]],
    ['headers', (url) => [url, { headers: new Headers() }]],
    ['a Request', (url) => [new Request(url)]],
    ['a Request and options', (url) => [new Request(url), { cache: 'no-store' }]],
    ['a Request, and headers in its place', (url) => [new Request(url), { headers: { a: 'b' } }]],
  ])('that begins a trace of its own has the event refer to it: %s', async (_, argumentsOf) => {
    const own = `00-${'12'.repeat(16)}-${'34'.repeat(8)}-01`;
    window.fetch = (input, init) => {
      // As OpenTelemetry has it: of both it makes one.
      const request = input instanceof Request && init ? new Request(input, init) : input;
      const headers = request instanceof Request ? request.headers : (init?.headers as Headers);
      if ('set' in headers) headers.set('traceparent', own);
      else Object.assign(headers, { traceparent: own });
      return request instanceof Request ? browsers(request) : browsers(request, init);
    };
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    const answer = await fetch(...argumentsOf(url('/echo')));
    expect(await answer.json()).toMatchObject({ headers: { traceparent: own } });
    expect(await reference()).toEqual({ trace_id: '12'.repeat(16), span_id: '34'.repeat(8) });
  });

  it.each<[string, unknown[]]>([
    ['no arguments', []],
    ['headers that are none', [`${allowed}echo`, { headers: 5 }]],
  ])('refuses %s as without tracing', async (_, args) => {
    start({ allowedTracingUrls: [allowed] });
    await expect(Reflect.apply(fetch, undefined, args)).rejects.toBeInstanceOf(TypeError);
  });
});

describe('a wrapper of XMLHttpRequest', () => {
  const { send, setRequestHeader } = XMLHttpRequest.prototype;
  afterEach(() => {
    stop();
    Object.assign(XMLHttpRequest.prototype, { send, setRequestHeader });
  });

  it('above ours has the header that is added noted once', async () => {
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    const ours = XMLHttpRequest.prototype.setRequestHeader;
    XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
      ours.call(this, name, value);
    };
    const { traceparent = '' } = await requested(url('/echo'));
    const { trace_id, span_id } = await reference();
    expect(traceparent).toBe(`00-${trace_id}-${span_id}-01`);
  });

  const wrap = () => {
    const own = `00-${'12'.repeat(16)}-${'34'.repeat(8)}-01`;
    XMLHttpRequest.prototype.send = function (body) {
      this.setRequestHeader('traceparent', own);
      send.call(this, body);
    };
    return own;
  };

  it('that sets its own later, before it sends, has none beside ours', async () => {
    XMLHttpRequest.prototype.send = async function (body) {
      await undefined;
      this.setRequestHeader('traceparent', `00-${'12'.repeat(16)}-${'34'.repeat(8)}-01`);
      send.call(this, body);
    };
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    const { traceparent = '' } = await requested(url('/echo'));
    const { trace_id, span_id } = await reference();
    expect(traceparent).toBe(`00-${trace_id}-${span_id}-01`);
  });

  it('has no second trace beside ours', async () => {
    wrap();
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    const { traceparent = '' } = await requested(url('/echo'));
    const { trace_id, span_id } = await reference();
    expect(traceparent).toBe(`00-${trace_id}-${span_id}-01`);
  });

  it('is referred to where ours has none', async () => {
    const own = wrap();
    const { url, reference } = start({});
    expect(await requested(url('/echo'))).toMatchObject({ traceparent: own });
    expect(await reference()).toEqual({ trace_id: '12'.repeat(16), span_id: '34'.repeat(8) });
  });
});

describe('a request with which no header leaves names no trace:', () => {
  it.each<[string, (url: string) => Promise<Response>]>([
    ['no-cors', (url) => fetch(url, { mode: 'no-cors' })],
    ['no-cors of a Request', (url) => fetch(new Request(url, { mode: 'no-cors' }))],
    [
      'no-cors that is only known when it is read',
      (url) =>
        fetch(url, {
          get mode() {
            return 'no-cors' as const;
          },
        }),
    ],
    [
      'no-cors with a header',
      (url) =>
        fetch(url, { mode: 'no-cors', headers: { b3: `${'12'.repeat(16)}-${'34'.repeat(8)}` } }),
    ],
  ])('%s', async (_, act) => {
    const { url, reference } = start({ allowedTracingUrls: [allowed] });
    await (await act(url('/echo'))).text();
    expect(await reference()).toEqual({});
  });
});
