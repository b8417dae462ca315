import type { RumEvent } from '@firsthand/protocol';
import { expand } from '@firsthand/protocol/expand';
import type { Clock } from './clock.js';
import type { PageFacts } from './page-facts.js';
import type { View } from './view/view.js';

/** Which application, in which release, speaks. */
export interface Identity {
  applicationId: string;
  service?: string | undefined;
  env?: string | undefined;
  version?: string | undefined;
}

/** A signal with its meaning, as a collector emitted it. */
export interface Emitted {
  type: string;
  data: Record<string, unknown>;
  /** Relative time at which it happened. */
  at: number;
}

/** Completes what a collector emitted with the session, the view and the facts of that time. */
export function createAssembler({ identity, clock, facts }: AssemblerParts) {
  const { applicationId, service, env, version } = identity;
  return ({ type, data, at }: Emitted, { sessionId, view }: Attribution): RumEvent =>
    expand(
      {
        type,
        date: clock.toEpoch(at),
        source: 'browser',
        application: { id: applicationId },
        ...(service && { service }),
        ...(env && { env }),
        ...(version && { version }),
        session: { id: sessionId, type: 'user' },
        view: {
          id: view.id,
          url: view.url,
          name: view.name,
          ...(view.referrer && { referrer: view.referrer }),
        },
        ...facts(),
      },
      data,
    ) as RumEvent;
}

interface AssemblerParts {
  identity: Identity;
  clock: Clock;
  facts: () => PageFacts;
}

/** To whom an event belongs. */
interface Attribution {
  sessionId: string;
  view: View;
}
