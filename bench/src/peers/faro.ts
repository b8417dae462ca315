import { click, custom, error, jsonLines, once, request, resource, view, vital } from '../fact.ts';
import { otlpSpans, type OtlpTraces } from '../otlp.ts';
import type { Fact, Peer } from '../peer.ts';

/** Of https://github.com/grafana/faro-web-sdk (core's `TransportBody`), what is read here. */
interface FaroBody {
  meta?: { page?: { url?: string } };
  events?: { name: string; attributes?: Record<string, string> }[];
  exceptions?: { type: string; value: string }[];
  logs?: { message: string; level: string }[];
  measurements?: { type: string; values: Record<string, number> }[];
  traces?: OtlpTraces;
}

export const faro: Peer = {
  id: 'faro',
  name: 'Grafana Faro',
  packages: ['@grafana/faro-web-sdk', '@grafana/faro-web-tracing'],
  hasReplay: true,
  omits: ['long task'],
  notes:
    'Route changes are an experimental option. Vitals that are only final on leaving come after its last batch.',
  read(posts) {
    const facts = posts.flatMap(({ text }) => jsonLines<FaroBody>(text)).flatMap(factsOf);
    // A request is a span and an event that is made of it.
    return once(facts, ['request', 'vital']);
  },
};

const VITALS: Record<string, string> = {
  fcp: 'FCP',
  lcp: 'LCP',
  cls: 'CLS',
  inp: 'INP',
  ttfb: 'TTFB',
};

function factsOf({
  meta,
  events = [],
  exceptions = [],
  measurements = [],
  traces,
}: FaroBody): Fact[] {
  return [
    ...events.flatMap(({ name, attributes = {} }) =>
      eventFacts(name, { url: meta?.page?.url ?? '', ...attributes }),
    ),
    ...exceptions.map(({ value }) => error(value)),
    ...measurements.flatMap(({ values }) =>
      Object.keys(values).flatMap((name) => (VITALS[name] ? [vital(name)] : [])),
    ),
    ...(traces
      ? otlpSpans(traces).map(({ attributes }) => request(attributes['url.full'] ?? ''))
      : []),
  ];
}

function eventFacts(name: string, attributes: Record<string, string>): Fact[] {
  const { userActionName = '', url = '' } = attributes;
  switch (name) {
    case 'faro.performance.navigation':
      return [view(url)];
    case 'faro.performance.resource':
      return [resource(attributes['name'] ?? '')];
    case 'faro.user.action':
      return [click(userActionName)];
    case 'securitypolicyviolation':
      return [error(attributes['blockedURI'] ?? '')];
    default:
      return name.startsWith('faro.') ? [] : [custom(name)];
  }
}
