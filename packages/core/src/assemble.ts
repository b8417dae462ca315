import type { RumEvent } from '@firsthand/protocol';
import type { AnonymousUser } from './anonymous-user.js';
import type { Clock } from './clock.js';
import type { Attributes, Contexts } from './context.js';
import { createKept, inherit } from './inherit.js';
import type { PageFacts } from './page-facts.js';
import { uuid } from './uuid.js';
import type { View } from './view/view.js';

/** Types of events that feature flags ride on. */
const ALWAYS_FLAGGED = ['view', 'error'];

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
  /** The action that ended. */
  action?: { readonly id: string };
}

export type Assemble = (emitted: Emitted, attribution: Attribution) => RumEvent;

/**
 * Completes what a collector emitted with the session, the view and the facts of that time. An event inherits what others
 * say as well: as long as that stays the same, all inherit from one object, which is scrubbed and measured once.
 */
export function createAssembler({
  identity,
  clock,
  contexts,
  facts,
  mayIdentify,
  anonymousUser,
  flagged = [],
  privacyOfView,
}: AssemblerParts): Assemble {
  const isFlagged = new Set([...ALWAYS_FLAGGED, ...flagged]);
  const { applicationId, service, env, version } = identity;
  const application = { id: applicationId };
  const sharedOf = createKept<Attributes>();
  return ({ type, data, at, stateAt = at, action }, { sessionId, isInSample, view, actions }) => {
    const { id, url, names, referrer, replayedSince = Infinity } = view;
    const [name, hasReplay] = [names.find(stateAt) ?? '', replayedSince <= stateAt];
    const [ofService, ofVersion] = [view.service ?? service, view.version ?? version];
    const pageFacts = facts(stateAt);
    const [global, ofView] = [contexts.global.find(stateAt), view.context.find(stateAt)];
    const [user, account, anonymousId] = mayIdentify()
      ? [contexts.user.find(stateAt), contexts.account.find(stateAt), anonymousUser?.id]
      : [];
    const ofPage = [ofService, ofVersion, pageFacts, global, ofView, user, account, anonymousId];
    const shared = sharedOf([sessionId, isInSample, id, url, name, hasReplay, ...ofPage], () => {
      const context = { ...global, ...ofView };
      const usr = { ...(anonymousId && { anonymous_id: anonymousId }), ...user };
      return {
        source: 'browser',
        application,
        ...(ofService && { service: ofService }),
        ...(env && { env }),
        ...(ofVersion && { version: ofVersion }),
        session: {
          id: sessionId,
          type: 'user',
          ...(hasReplay && { has_replay: true }),
          ...(!isInSample && { kept_on_error: true }),
        },
        view: { id, url, name, ...(referrer && { referrer }) },
        ...pageFacts,
        ...(isFilled(context) && { context }),
        ...(isFilled(usr) && { usr }),
        // An account without an id says nothing of whose it is.
        ...(account?.['id'] !== undefined && { account }),
      };
    });
    return inherit(shared, {
      type,
      // A view's snapshots all say the same, even if the system's clock was set meanwhile.
      date: type === 'view' ? view.date : clock.toEpoch(at),
      ...(actions.length && { action: { id: actions.map(({ id }) => id) } }),
      ...(type === 'view' && privacyOfView && { privacy: privacyOfView() }),
      ...(isFlagged.has(type) && flagsAt(view, stateAt)),
      ...data,
      ...(isIdentified(type) && {
        [type]: { id: action?.id ?? uuid(), ...(data[type] as object) },
      }),
    }) as RumEvent;
  };
}

/** Actions and vitals bear an id of their own. It is made only now: there is none before consent. */
function isIdentified(type: string): type is 'action' | 'vital' {
  return type === 'action' || type === 'vital';
}

interface AssemblerParts {
  identity: Identity;
  clock: Clock;
  contexts: Contexts;
  /** Of a relative time. */
  facts: (at: number) => PageFacts;
  /** Whether events may say who the person is. */
  mayIdentify: () => boolean;
  /** Default: none is known */
  anonymousUser?: AnonymousUser | undefined;
  /** What a view says of the privacy it was collected under. Default: nothing */
  privacyOfView?: (() => object) | undefined;
  /** Types of events that feature flags ride on as well. Default: none */
  flagged?: readonly string[] | undefined;
}

/** To whom an event belongs. */
interface Attribution {
  sessionId: string;
  /** Whether the session is collected whatever happens in it. */
  isInSample: boolean;
  view: View;
  actions: readonly { id: string }[];
}

function flagsAt(view: View, at: number) {
  const flags = view.featureFlags.find(at);
  return isFilled(flags) ? { feature_flags: flags } : undefined;
}

function isFilled(attributes: object): boolean {
  return Object.keys(attributes).length > 0;
}
