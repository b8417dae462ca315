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
  /** Relative time whose contexts count, where that is another: a view's are those of its latest state. */
  stateAt?: number;
}

/** Completes what a collector emitted with the session, the view and the facts of that time. */
export function createAssembler({ identity, clock, contexts, facts }: AssemblerParts) {
  const { applicationId, service, env, version } = identity;
  return (
    { type, data, at, stateAt = at }: Emitted,
    { sessionId, view, actions }: Attribution,
  ): RumEvent =>
    expand(
      {
        type,
        // A view's snapshots all say the same, even if the system's clock was set meanwhile.
        date: type === 'view' ? view.date : clock.toEpoch(at),
        source: 'browser',
        application: { id: applicationId },
        ...((view.service ?? service) && { service: view.service ?? service }),
        ...(env && { env }),
        ...((view.version ?? version) && { version: view.version ?? version }),
        session: { id: sessionId, type: 'user', ...(view.hasReplay && { has_replay: true }) },
        view: {
          id: view.id,
          url: view.url,
          name: view.name,
          ...(view.referrer && { referrer: view.referrer }),
        },
        ...(actions.length && { action: { id: actions.map(({ id }) => id) } }),
        ...facts(),
        ...contextsAt({ contexts, view }, stateAt),
        ...flagsAt(view, { type, at: stateAt }),
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
  actions: readonly { id: string }[];
}

function contextsAt({ contexts, view }: { contexts: Contexts; view: View }, at: number) {
  const { global, user, account } = contexts;
  const context = { ...global.find(at), ...view.context.find(at) };
  const [usr, acc] = [user.find(at), account.find(at)];
  return {
    ...(isFilled(context) && { context }),
    ...(isFilled(usr) && { usr }),
    // An account without an id says nothing of whose it is.
    ...(acc['id'] !== undefined && { account: acc }),
  };
}

/** Feature flags ride on views and errors. */
function flagsAt(view: View, { type, at }: Pick<Emitted, 'type' | 'at'>) {
  if (type !== 'view' && type !== 'error') return undefined;
  const flags = view.featureFlags.find(at);
  return isFilled(flags) ? { feature_flags: flags } : undefined;
}

function isFilled(attributes: object): boolean {
  return Object.keys(attributes).length > 0;
}
