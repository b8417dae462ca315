import type { StoredEvent } from '@firsthand/protocol/query';

/** What stored events say happened, in words, and how often. */
export function factsOf(events: readonly StoredEvent[]): Record<string, number> {
  const facts: Record<string, number> = {};
  const views = new Set<string>();
  for (const event of events) {
    if (event.type === 'view' && views.has(event.view.id)) continue;
    if (event.type === 'view') views.add(event.view.id);
    const fact = factOf(event);
    if (fact) facts[fact] = (facts[fact] ?? 0) + 1;
  }
  return facts;
}

function factOf(event: StoredEvent): string | undefined {
  switch (event.type) {
    case 'view':
      return `view ${new URL(event.view.url).pathname}`;
    case 'resource': {
      const { type, method, status_code: status } = event.resource;
      return type === 'fetch' || type === 'xhr' ? `${type} ${method} ${status}` : undefined;
    }
    case 'error':
      return `error ${event.error.message}`;
    case 'action':
      return `action ${event._dd?.action?.target?.selector ?? event.action.target?.name}`;
    default:
      return undefined;
  }
}
