import { click, custom, error, jsonLines, request, resource, view, vital } from '../fact.ts';
import { otlpSpans, type OtlpSpan, type OtlpTraces } from '../otlp.ts';
import type { Fact, Peer } from '../peer.ts';

export const opentelemetry: Peer = {
  id: 'opentelemetry',
  name: 'OpenTelemetry',
  packages: [
    '@opentelemetry/sdk-trace-web',
    '@opentelemetry/instrumentation-document-load',
    '@opentelemetry/instrumentation-fetch',
    '@opentelemetry/instrumentation-xml-http-request',
    '@opentelemetry/instrumentation-user-interaction',
    '@opentelemetry/context-zone',
    '@opentelemetry/exporter-trace-otlp-http',
  ],
  omits: ['long task'],
  notes:
    'The instrumentations are those of auto-instrumentations-web: a span of the page load is its only view, with its first paint and no other vital; resources are those of the load; errors only by hand.',
  read: (posts) =>
    posts
      .flatMap(({ text }) => jsonLines<OtlpTraces>(text))
      .flatMap(otlpSpans)
      .flatMap(factsOf),
};

function factsOf({ scope, name, attributes, events }: OtlpSpan): Fact[] {
  const url = attributes['url.full'] ?? '';
  const exceptions = events.filter((event) => event.name === 'exception');
  if (exceptions.length)
    return exceptions.map((event) => error(event.attributes['exception.message'] ?? ''));
  if (name === 'documentLoad') {
    const painted = events.some((event) => event.name === 'firstContentfulPaint');
    return [view(url), ...(painted ? [vital('FCP')] : [])];
  }
  if (name === 'documentFetch')
    return events.some((event) => event.name === 'responseStart') ? [vital('TTFB')] : [];
  if (name === 'resourceFetch') return [resource(url)];
  if (/instrumentation-(fetch|xml-http-request)$/.test(scope)) return [request(url)];
  if (scope.endsWith('user-interaction'))
    return name === 'click' ? [click(attributes['target_xpath'] ?? '')] : [];
  return [custom(name)];
}
