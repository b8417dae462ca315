import { guard, ignore, readStored } from '@firsthand/core';
import type { RumConfiguration } from './configuration.js';

/** Ids that are over once a person has withdrawn what they allowed. */
export interface EndedIds {
  sessionId?: string;
  anonymousId?: string;
}

/** The ids of a browser, also those that an earlier page has left. @param present the session's, where this page has one */
export function idsOf(configuration: RumConfiguration, present: string | undefined): EndedIds {
  const kept = guard(
    () => JSON.parse(readStored('session', configuration) ?? '{}') as { id?: string } | null,
    ignore,
  );
  const sessionId = present ?? kept?.id;
  const anonymousId =
    configuration.trackAnonymousUser && readStored('anonymousUser', configuration);
  return { ...(sessionId && { sessionId }), ...(anonymousId && { anonymousId }) };
}

/** Those that were there, and are no more. */
export function endedOf(before: EndedIds, after: EndedIds): EndedIds {
  return Object.fromEntries(
    Object.entries(before).filter(([name, id]) => after[name as keyof EndedIds] !== id),
  );
}
