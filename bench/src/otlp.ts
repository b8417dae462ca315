/** Of https://github.com/open-telemetry/opentelemetry-proto in JSON, what is read here. */
export interface OtlpTraces {
  resourceSpans: {
    scopeSpans: {
      scope: { name: string };
      spans: {
        name: string;
        attributes: Attribute[];
        events: { name: string; attributes: Attribute[] }[];
      }[];
    }[];
  }[];
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

export interface OtlpSpan {
  /** Who made it. */
  scope: string;
  name: string;
  attributes: Record<string, string>;
  events: { name: string; attributes: Record<string, string> }[];
}

export function otlpSpans({ resourceSpans }: OtlpTraces): OtlpSpan[] {
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ scope, spans }) =>
      spans.map(({ name, attributes, events }) => ({
        scope: scope.name,
        name,
        attributes: record(attributes),
        events: events.map((event) => ({ name: event.name, attributes: record(event.attributes) })),
      })),
    ),
  );
}

function record(attributes: Attribute[]): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]),
  );
}
