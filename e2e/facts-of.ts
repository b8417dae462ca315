import type { StoredEvent } from '@firsthand/protocol/query';

/**
 * What stored events say happened, in words, and how often.
 *
 * @param origin left out of messages. Default: nothing is
 */
export function factsOf(events: readonly StoredEvent[], origin = ''): Record<string, number> {
  const facts: Record<string, number> = {};
  for (const event of events) {
    const fact = factOf(event)?.replaceAll(origin || '\0', '');
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
    case 'action': {
      const isDead = event.action.frustration?.type.includes('dead_click');
      const target = event._dd?.action?.target?.selector ?? event.action.target?.name;
      return `${isDead ? 'dead' : 'action'} ${target}`;
    }
    default:
      return undefined;
  }
}
