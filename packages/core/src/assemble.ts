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
}: AssemblerParts): Assemble {
  const isFlagged = new Set([...ALWAYS_FLAGGED, ...flagged]);
  const { applicationId, service, env, version } = identity;
  const application = { id: applicationId };
  const [sessionOf, viewOf] = [createKept<object>(), createKept<object>()];
  const [contextOf, userOf] = [createKept<Attributes>(), createKept<Attributes>()];
  const sharedOf = createKept<Attributes>();
  const contextAt = (at: number, view: View) => {
    const [global, ofView] = [contexts.global.find(at), view.context.find(at)];
    return contextOf([global, ofView], () => ({ ...global, ...ofView }));
  };
  const userAt = (at: number) => {
    const [user, anonymousId] = [contexts.user.find(at), anonymousUser?.id];
    return userOf([user, anonymousId], () => ({
      ...(anonymousId && { anonymous_id: anonymousId }),
      ...user,
    }));
  };
  return ({ type, data, at, stateAt = at, action }, { sessionId, isInSample, view, actions }) => {
    const { id, url, name, referrer, hasReplay } = view;
    const session = sessionOf([sessionId, hasReplay, isInSample], () => ({
      id: sessionId,
      type: 'user',
      ...(hasReplay && { has_replay: true }),
      ...(!isInSample && { kept_on_error: true }),
    }));
    const seen = viewOf([id, url, name, referrer], () => ({
      id,
      url,
      name,
      ...(referrer && { referrer }),
    }));
    const ofView = { service: view.service ?? service, version: view.version ?? version };
    const pageFacts = facts(stateAt);
    const context = contextAt(stateAt, view);
    const [usr, account] = mayIdentify() ? [userAt(stateAt), contexts.account.find(stateAt)] : [];
    const shared = sharedOf(
      [session, seen, ofView.service, ofView.version, pageFacts, context, usr, account],
      () => ({
        source: 'browser',
        application,
        ...(ofView.service && { service: ofView.service }),
        ...(env && { env }),
        ...(ofView.version && { version: ofView.version }),
        session,
        view: seen,
        ...pageFacts,
        ...(isFilled(context) && { context }),
        ...(usr && isFilled(usr) && { usr }),
        // An account without an id says nothing of whose it is.
        ...(account?.['id'] !== undefined && { account }),
      }),
    );
    return inherit(shared, {
      type,
      // A view's snapshots all say the same, even if the system's clock was set meanwhile.
      date: type === 'view' ? view.date : clock.toEpoch(at),
      ...(actions.length && { action: { id: actions.map(({ id }) => id) } }),
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
