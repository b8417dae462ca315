import { describe, expect, it } from 'vitest';
import { baggageOf } from '../src/requests/baggage.js';
import { parse, traceIn } from '../src/requests/trace-headers.js';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';
const reference = { trace_id: trace, span_id: span };
const traceOfHeaders = (headers: Record<string, string>) => traceIn((name) => headers[name]);

describe('a traceparent', () => {
  it.each([
    `00-${trace}-${span}-01`,
    `00-${trace}-${span}-00`,
    `01-${trace}-${span}-01`,
    `cc-${trace}-${span}-01-what-comes-later`,
  ])('names its trace: %s', (value) => {
    expect(parse(value)).toEqual(reference);
  });

  it.each([
    '',
    'none',
    `00-${trace.toUpperCase()}-${span}-01`,
    `00-${'0'.repeat(32)}-${span}-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `ff-${trace}-${span}-01`,
    `00-${trace}-${span}-01-more`,
    `01-${trace}-${span}-01more`,
    `00-${trace}-${span}`,
    `00-${trace}-${span}-1`,
    `00-${trace}-${span}-01, 00-${trace}-${span}-01`,
  ])('that back ends refuse names none: %j', (value) => {
    expect(parse(value)).toBeUndefined();
    expect(traceOfHeaders({ traceparent: value })).toEqual({});
  });
});

describe('the trace that an app began itself is found', () => {
  it.each<[format: string, headers: Record<string, string>, expected: object]>([
    ['in b3', { b3: `${trace}-${span}-1` }, reference],
    ['in b3, with a parent', { b3: `${trace}-${span}-d-05e3ac9a4f6e3b90` }, reference],
    [
      'in b3, of 64 bits',
      { b3: `${span}-${span}` },
      { ...reference, trace_id: span.padStart(32, '0') },
    ],
    ['in several headers of b3', { 'x-b3-traceid': trace, 'x-b3-spanid': span }, reference],
    [
      'in those of Datadog',
      {
        'x-datadog-trace-id': BigInt(`0x${trace.slice(16)}`).toString(),
        'x-datadog-parent-id': BigInt(`0x${span}`).toString(),
        'x-datadog-tags': `_dd.p.dm=-1,_dd.p.tid=${trace.slice(0, 16)}`,
      },
      reference,
    ],
    ['in that of Jaeger', { 'uber-trace-id': `${trace}:${span}:0:1` }, reference],
    [
      'in that of Jaeger, escaped and without zeros',
      { 'uber-trace-id': `${trace}%3A${span.replace(/^0+/, '')}%3A0%3A1` },
      reference,
    ],
    [
      'in that of SkyWalking',
      { sw8: `1-${btoa('a7f3.12.1639')}-${btoa('a7f3.12.1638')}-3-${btoa('app')}-a-a-a` },
      { trace_id: 'a7f3.12.1639', span_id: 'a7f3.12.1638' },
    ],
    [
      'in the one that is right, of several',
      { traceparent: 'none', b3: `${trace}-${span}-1` },
      reference,
    ],
  ])('%s', (_, headers, expected) => {
    expect(traceOfHeaders(headers)).toEqual(expected);
  });

  it.each<Record<string, string>>([
    { b3: '0' },
    { b3: `${trace.toUpperCase()}-${span}-1` },
    { b3: `${trace}-${'0'.repeat(16)}-1` },
    { b3: `${trace}-${trace}-1` },
    { 'x-b3-traceid': trace },
    { 'x-b3-traceid': trace, 'x-b3-spanid': 'abc' },
    { 'x-b3-sampled': '0' },
    { 'x-b3-spanid': span },
    { 'uber-trace-id': `${trace}:${span}:0` },
    { sw8: `1-${btoa('a')}-${btoa('b')}-3-a-a-a` },
    {
      'x-datadog-trace-id': '1',
      'x-datadog-parent-id': '1',
      'x-datadog-tags': `_dd.p.tid=${trace.slice(0, 16).toUpperCase()}`,
    },
    { 'x-datadog-trace-id': 'abc', 'x-datadog-parent-id': '1' },
    { 'x-datadog-trace-id': '0', 'x-datadog-parent-id': '1' },
    { 'x-datadog-trace-id': '1', 'x-datadog-parent-id': '99999999999999999999' },
    { 'x-datadog-trace-id': `1${'0'.repeat(20)}`, 'x-datadog-parent-id': '1' },
    { 'uber-trace-id': `0:${span}:0:1` },
    { 'uber-trace-id': '%' },
    { sw8: '1' },
    { sw8: '1-ü-ü-0' },
  ])('and no id where a back end finds none: %j', (headers) => {
    expect(traceOfHeaders(headers)).toEqual({});
  });

  it('but none where there is none', () => {
    expect(traceOfHeaders({ accept: '*/*', 'x-datadog-origin': 'synthetics' })).toBeUndefined();
  });
});

describe('baggage', () => {
  const person = { id: 's', userId: 'u', accountId: 'a' };

  it('names session, user and account', () => {
    expect(baggageOf(person, null)).toBe('session.id=s,user.id=u,account.id=a');
  });

  it('leaves out what the page names itself', () => {
    expect(baggageOf(person, 'x=1, user.id = other;p, session.id;q=1')).toBe('account.id=a');
  });

  it('has no id that makes a request fail', () => {
    expect(baggageOf({ ...person, userId: 'u'.repeat(16_000) }, null)).toBe(
      'session.id=s,account.id=a',
    );
    expect(baggageOf(person, `own=${'x'.repeat(7_972)}`)).toBe('session.id=s,user.id=u');
    expect(baggageOf(person, Array.from({ length: 64 }, (_, key) => `k${key}=1`).join())).toBe('');
  });

  it('takes half a surrogate pair for what it is', () => {
    expect(baggageOf({ ...person, userId: 'a\ud800b', accountId: undefined }, null)).toBe(
      'session.id=s,user.id=a%3Fb',
    );
  });
});
