import type { StoredEvent } from '@firsthand/protocol/query';

/** What the facts of events do not say. */
export function finerFacts(events: readonly StoredEvent[]): Record<string, number> {
  return Object.fromEntries(events.flatMap(factsIn).map((fact) => [fact, 1]));
}

function factsIn(event: StoredEvent): string[] {
  switch (event.type) {
    case 'action': {
      const { target, loading_time: loading = 0 } = event.action;
      const selector = event._dd?.action?.target?.selector;
      return [
        `named ${target?.name}`,
        `context of ${target?.name} ${JSON.stringify(event.context)}`,
        ...(loading < 1e9 ? [`quick ${selector}`] : []),
      ];
    }
    case 'error': {
      const { message, stack, type, causes = [] } = event.error;
      return [
        `type of ${message}: ${type}`,
        `context of ${message} ${JSON.stringify(event.context)}`,
        ...(stack ? [`stack of ${message}`] : []),
        ...causes.map((cause) => `cause of ${message}: ${cause.message}`),
      ];
    }
    case 'resource':
      return ofResource(event);
    case 'view':
      return ofView(event);
    default:
      return [];
  }
}

function ofResource({
  resource,
  usr,
  account,
  context,
}: Extract<StoredEvent, { type: 'resource' }>): string[] {
  const { type, duration = 0, size, graphql, url, worker } = resource;
  const { pathname } = new URL(url);
  return [
    ...(type === 'document'
      ? [
          `document of ${usr?.id}`,
          `document of account ${account?.id}`,
          `document in ${JSON.stringify(context)}`,
        ]
      : []),
    ...(worker ? [`worker phase of ${type}`] : []),
    ...(duration > 7e9
      ? [`duration of ${type} above 7 s`, `whole ${type} ${pathname}, ${size} bytes`]
      : []),
    ...(graphql
      ? [`GraphQL ${graphql.operationType ?? ''} ${graphql.operationName ?? ''}`.trim()]
      : []),
  ];
}

function ofView({ view, context, feature_flags: flags }: Extract<StoredEvent, { type: 'view' }>) {
  const { loading_time: loading, performance, custom_timings: timings, name } = view;
  return [
    ...(performance?.inp ? [`INP of ${new URL(view.url).pathname}`] : []),
    ...(loading === undefined
      ? ['no loading time']
      : loading > 1e9
        ? ['loading time above 1 s']
        : []),
    ...(timings?.['early'] === undefined ? [] : [`timing early of ${name}`]),
    ...(context?.['step'] === undefined ? [] : [`context step of ${name}`]),
    ...(flags?.['dark'] === undefined ? [] : [`flag dark of ${name}`]),
  ];
}
