import type { RumEvent } from '@firsthand/protocol';
import { expand } from '@firsthand/protocol/expand';
import type { Clock } from './clock.js';
import type { Contexts } from './context.js';
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
export function createAssembler({ identity, clock, contexts, facts }: AssemblerParts) {
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
        ...contextsAt(contexts, at),
      },
      data,
    ) as RumEvent;
}

interface AssemblerParts {
  identity: Identity;
  clock: Clock;
  contexts: Contexts;
  facts: () => PageFacts;
}

/** To whom an event belongs. */
interface Attribution {
  sessionId: string;
  view: View;
}

function contextsAt({ global, user, account }: Contexts, at: number) {
  const [context, usr, acc] = [global.find(at), user.find(at), account.find(at)];
  return {
    ...(isFilled(context) && { context }),
    ...(isFilled(usr) && { usr }),
    // An account without an id says nothing of whose it is.
    ...(acc['id'] !== undefined && { account: acc }),
  };
}

function isFilled(attributes: object): boolean {
  return Object.keys(attributes).length > 0;
}
