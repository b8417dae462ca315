import type { Events, RumEvent } from '@firsthand/protocol';
import {
  createRunningActions,
  type ActionCounts,
  type RunningAction,
} from './action/running-actions.js';
import { createAssembler, type Emitted, type Identity } from './assemble.js';
import { activationStart } from './browser/activation.js';
import { onPageExit } from './browser/page-exit.js';
import { onPageRestore } from './browser/page-restore.js';
import type { Cleared } from './cleared.js';
import { createClock } from './clock.js';
import type { Collector, CollectorScope, Emit } from './collector.js';
import type { Contexts } from './context.js';
import type { Counters, Diagnostics } from './diagnostics.js';
import { guard, type OnFault } from './guard.js';
import { createPageFacts } from './page-facts.js';
import { createIdleQueue } from './queue.js';
import { followSession } from './session/follow-session.js';
import { isSampled } from './session/sampling.js';
import { createSessionStore } from './session/session-store.js';
import type { Session } from './session/session.js';
import type { StorageOptions } from './storage/storage.js';
import type { View, ViewOptions, ViewPatch } from './view/view.js';
import { followViews, type ViewStart } from './view/views.js';

/** The only maker of {@link Cleared}: `undefined` for what must not leave. */
export type Gate = (event: RumEvent) => Cleared<RumEvent> | undefined;

/** Where cleared events go. */
export interface Transport {
  add(event: Cleared<RumEvent>): void;
  /**
   * Sends what waits. On `exit` it must do so before it returns, by requests that outlive the page.
   * Resolves when the server has answered or the attempt was given up.
   */
  flush(options?: { exit?: boolean }): Promise<void>;
  /** Forgets what was not delivered, also what earlier pages left. */
  forget(): void;
  /** Whether a URL is Firsthand's own, so that it is never collected. */
  isOwn(url: string): boolean;
}

export interface RumParts {
  identity: Identity;
  contexts: Contexts;
  storage: StorageOptions;
  /** Whether events that scripts make count as signs of a person. */
  allowUntrustedEvents: boolean;
  /** Percent of sessions that are collected. */
  sessionSampleRate: number;
  /** Whether only the page itself starts views. */
  trackViewsManually: boolean;
  /** A view name of low cardinality from a path. */
  groupUrl: (path: string) => string;
  collectors: readonly Collector[];
  gate: Gate;
  /** Opens the way out, as soon as there may be one. */
  openTransport: () => Transport;
  /** Whether events may say who the person is, now. */
  mayIdentify: () => boolean;
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
  diagnostics: Diagnostics;
  onFault: OnFault;
}

export interface RunningRum {
  emit: Emit;
  /** Starts or joins a session, and sends what was held so far; before, nothing is stored, identified or sent. */
  begin(): void;
  /** `undefined` until it has begun. */
  readonly session: Session | undefined;
  /** Calls `listener` with each new session's id and at each end, also of the session that begins later. */
  onSessionChange(listener: (id: string | undefined) => void): void;
  /** The view that lasts now. */
  readonly view: View | undefined;
  /** Session, view and actions at a relative time; `undefined` while there was no session. */
  contextAt(at: number): InternalContext | undefined;
  /** Starts a view of the page's own making. @param at relative time */
  startView(options: ViewOptions, at: number): void;
  /** Starts an action of the page's own making. @param at relative time */
  startAction(at: number): RunningAction;
  /** Adds to the running view. */
  updateView(patch: ViewPatch): void;
  /** Has the running view's changed state sent. */
  touchView(): void;
  /** Relative time of an epoch time. */
  toRelative(epoch: number): number;
  /** Processes and sends what waits; resolves when the server has answered. */
  flush(): Promise<void>;
  /** Forgets what was not delivered. */
  forgetUnsent(): void;
}

/** What an event of a given time is said to belong to. */
export interface InternalContext {
  application_id: string;
  session_id: string;
  view: Pick<Events['view']['view'], 'id' | 'url' | 'name' | 'referrer'> | undefined;
  user_action: { id: string[] } | undefined;
  /** What became of this page's events so far. */
  diagnostics: Counters;
}

/** Events held until the person has consented, and the page has started its first view where that is left to it. */
const MAX_HELD = 1_000;

/** Milliseconds between the signs that one page exit gives. */
const SAME_MOMENT = 100;

/** Puts the pipeline together and starts it: collect → assemble → gate → transport. Ends with `signal`. */
export function startRum(parts: RumParts, signal: AbortSignal): RunningRum {
  const { identity, contexts, sessionSampleRate, collectors, gate, onFault } = parts;
  const { note, counters } = parts.diagnostics;
  const clock = createClock();
  const beginning = parts.since ?? activationStart();
  const assemble = createAssembler({
    identity,
    clock,
    contexts,
    facts: createPageFacts(signal),
    mayIdentify: parts.mayIdentify,
  });
  const sessionListeners: ((id: string | undefined) => void)[] = [];
  let begun: { session: Session; transport: Transport } | undefined;
  let hasView = false;
  let held: Queued[] = [];

  const queue = createIdleQueue<Queued>((items) => {
    begun?.session.refresh();
    for (const item of items) {
      if (!begun || !hasView) hold(item);
      else guard(process.bind(undefined, item, begun), onFault);
    }
  }, signal);

  const hold = (item: Queued) => {
    // A view's later snapshot says all that an earlier one does.
    if (item.view) held = held.filter(({ view }) => view !== item.view);
    if (held.length < MAX_HELD) held.push(item);
    else note('dropped_over_capacity', item);
  };
  const release = () => {
    if (!begun || !hasView) return;
    const early = held;
    held = [];
    for (const item of early) queue.push(item);
  };

  const begin = () => {
    if (begun) return;
    const transport = parts.openTransport();
    const session = followSession(
      {
        clock,
        store: createSessionStore(parts.storage),
        beginning,
        allowUntrustedEvents: parts.allowUntrustedEvents,
        onEnd(at) {
          views.end(at);
          queueMicrotask(() => signal.aborted || void flush());
        },
        onRenew: (at) => views.renew(at),
      },
      signal,
    );
    begun = { session, transport };
    for (const listener of sessionListeners) {
      session.onChange(listener);
      listener(session.getId());
    }
    release();
  };

  const views = followViews(
    {
      clock,
      manual: parts.trackViewsManually,
      groupUrl: parts.groupUrl,
      emitSnapshot: (view, data) =>
        queue.push({
          type: 'view',
          data,
          at: view.startedAt,
          stateAt: view.endedAt ?? clock.now(),
          view,
        }),
    },
    signal,
  );
  const emit: Emit = (type: string, data: object, at = clock.now()) =>
    queue.push({ type, data: data as Emitted['data'], at });
  const actions = createRunningActions(
    (data, action) => queue.push({ type: 'action', data, at: action.startedAt, action }),
    signal,
  );

  const process = (item: Queued, { session, transport }: NonNullable<typeof begun>) => {
    const { type, data } = item;
    if (parts.since !== undefined && item.at < parts.since) return;
    // What the browser did before the page was shown belongs to the first view.
    const at = Math.max(item.at, beginning);
    if (type === 'view' && !item.view) return views.update(data, at);
    const sessionId = session.find(at);
    const view = item.view ?? views.find(at);
    if (!sessionId || !view) return note('dropped_unattributed', item);
    if (!isSampled(sessionId, sessionSampleRate)) return note('dropped_unsampled', item);
    const resource = data['resource'] as { url: string } | undefined;
    if (resource && transport.isOwn(resource.url)) return;
    const during = isPartOfAction(type) ? actions.find(at) : [];
    const assembled = assemble(item, { sessionId, view, actions: during });
    note('emitted', assembled);
    const event = gate(assembled);
    if (!event) return note('dropped_by_gate', assembled);
    transport.add(event);
    session.count();
    if (isPartOfAction(type)) for (const action of during) actions.count(action, type);
    if (isCounted(type)) views.count(view, type);
    if (event.type === 'action' && event.action.frustration) {
      views.count(view, 'frustration', event.action.frustration.type.length);
    }
  };

  const startView = (start: ViewStart) => {
    views.start(start);
    hasView = true;
    release();
  };

  const drain = (isAgain = false) => {
    queue.drain();
    actions.flush();
    queue.drain();
    views.flush({ isAgain });
    queue.drain();
  };
  const flush = async () => {
    drain();
    await begun?.transport.flush();
  };

  /** Of a page that may be known only since later, the load may not. */
  const firstLoading = parts.since === undefined ? 'initial_load' : 'route_change';
  if (!parts.trackViewsManually) startView({ loadingType: firstLoading, at: beginning });
  const shared = new Map<unknown, unknown>();
  const scope: CollectorScope = {
    emit,
    signal,
    sessionAt(at) {
      begun?.session.refresh();
      const id = begun?.session.find(at);
      if (!id || !isSampled(id, sessionSampleRate)) return undefined;
      if (!parts.mayIdentify()) return { id, userId: undefined, accountId: undefined };
      return {
        id,
        userId: contexts.user.find(at)['id'] as string | undefined,
        accountId: contexts.account.find(at)['id'] as string | undefined,
      };
    },
    viewAt: views.find,
    onViewStart: views.onStart,
    onViewEnd: views.onEnd,
    startAction: actions.start,
    isOwn: (url) => begun?.transport.isOwn(url) ?? false,
    counters,
    share<T>(make: (scope: CollectorScope) => T) {
      if (!shared.has(make)) shared.set(make, make(scope));
      return shared.get(make) as T;
    },
  };
  for (const collector of collectors) guard(() => collector.start(scope), onFault);
  onPageRestore(({ leftAt, restoredAt }) => {
    if (!parts.trackViewsManually) views.end(leftAt);
    // Coming back is a page load to the person.
    begun?.session.interact(restoredAt);
    if (!parts.trackViewsManually) views.start({ loadingType: 'bf_cache', at: restoredAt });
    else if (!views.current && hasView) views.renew(restoredAt);
  }, signal);
  let exitAt = -Infinity;
  onPageExit(() => {
    // A page that is closed says so twice; meanwhile its view has not lasted longer to speak of.
    drain(clock.now() - exitAt < SAME_MOMENT);
    exitAt = clock.now();
    void begun?.transport.flush({ exit: true });
  }, signal);

  return {
    emit,
    begin,
    get session() {
      return begun?.session;
    },
    onSessionChange(listener) {
      if (begun) begun.session.onChange(listener);
      else sessionListeners.push(listener);
    },
    get view() {
      return views.current;
    },
    contextAt(at) {
      begun?.session.refresh();
      const sessionId = begun?.session.find(at);
      const view = views.find(at);
      const ids = actions.find(at).map(({ id }) => id);
      return sessionId
        ? {
            application_id: identity.applicationId,
            session_id: sessionId,
            view: view && pick(view),
            user_action: ids.length ? { id: ids } : undefined,
            diagnostics: { ...counters },
          }
        : undefined;
    },
    startView: (options, at) =>
      startView(
        hasView
          ? { ...options, loadingType: 'route_change', at }
          : { ...options, loadingType: firstLoading, at: beginning },
      ),
    startAction: actions.start,
    updateView: (patch) => views.current && views.update(patch, views.current.startedAt),
    touchView: () => views.current && views.touch(views.current),
    toRelative: clock.toRelative,
    flush,
    forgetUnsent() {
      queue.clear();
      begun?.transport.forget();
    },
  };
}

interface Queued extends Emitted {
  /** The view that a snapshot is of. */
  view?: View;
}

function isPartOfAction(type: string): type is keyof ActionCounts {
  return type === 'error' || type === 'resource' || type === 'long_task';
}

function isCounted(type: string): type is keyof ActionCounts | 'action' {
  return type === 'action' || isPartOfAction(type);
}

function pick({ id, url, name, referrer }: View) {
  return { id, url, name, referrer };
}
