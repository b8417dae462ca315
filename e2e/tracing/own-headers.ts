const trace = '0af7651916cd43dd8448eb211c80319c';
const half = trace.slice(16);
const span = 'b7ad6b7169203331';
const none = '0'.repeat(32);

const sw8 = (sampled: string, ids: string[]) => ({
  sw8: [sampled, ...ids.map(btoa), '3', ...['app', 'one', '/', 'api:80'].map(btoa)].join('-'),
});
const datadog = (id: string, tags = '') => ({
  'x-datadog-trace-id': id,
  'x-datadog-parent-id': '987654321',
  ...(tags && { 'x-datadog-tags': tags }),
});

/** What apps set themselves and back ends read, beside what today's tracers write. */
export const readable: Record<string, Record<string, string>> = {
  'traceparent-of-a-later-version': { traceparent: `cc-${trace}-${span}-01-more` },
  'b3-of-64-bits': { b3: `${half}-${span}-1` },
  'b3-with-a-parent': { b3: `${trace}-${span}-1-${half}` },
  'b3-to-debug': { b3: `${trace}-${span}-d` },
  'b3multi-of-64-bits': { 'x-b3-traceid': half, 'x-b3-spanid': span, 'x-b3-sampled': '1' },
  'jaeger-without-leading-zeros': { 'uber-trace-id': `abc:def:0:1` },
  'jaeger-encoded': { 'uber-trace-id': encodeURIComponent(`${trace}:${span}:0:1`) },
  'datadog-of-64-bits': datadog('1234567890'),
  'datadog-among-tags': datadog('1234567890', `_dd.p.dm=-1,_dd.p.tid=${half},_dd.p.x=1`),
  'sw8-of-an-agent-in-Java': sw8('1', [`${trace}.57.17000000000000001`, `${trace}.57.1`]),
  'sw8-that-is-not-sampled': sw8('0', [trace, half]),
};

/** What back ends refuse. */
export const unreadable: Record<string, Record<string, string>> = {
  'traceparent-in-upper-case': { traceparent: `00-${trace.toUpperCase()}-${span}-01` },
  'traceparent-without-a-trace': { traceparent: `00-${none}-${span}-01` },
  'traceparent-without-a-span': { traceparent: `00-${trace}-${none.slice(16)}-01` },
  'traceparent-of-no-version': { traceparent: `ff-${trace}-${span}-01` },
  'traceparent-that-goes-on': { traceparent: `00-${trace}-${span}-01-more` },
  'traceparent-of-64-bits': { traceparent: `00-${half}-${span}-01` },
  'traceparent-without-flags': { traceparent: `00-${trace}-${span}` },
  'traceparent-twice': { traceparent: `00-${trace}-${span}-01, 00-${trace}-${span}-01` },
  'traceparent-of-another-kind': { traceparent: 'none' },
  'b3-that-only-denies': { b3: '0' },
  'b3-in-upper-case': { b3: `${trace.toUpperCase()}-${span}-1` },
  'b3-without-a-trace': { b3: `${none}-${span}-1` },
  'b3multi-without-a-span': { 'x-b3-traceid': trace, 'x-b3-sampled': '1' },
  'jaeger-without-a-trace': { 'uber-trace-id': '0:0:0:1' },
  'datadog-without-a-trace': datadog('0'),
  'datadog-without-a-parent': { 'x-datadog-trace-id': '1234567890' },
};
