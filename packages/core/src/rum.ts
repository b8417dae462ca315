import { createRunningActions } from './action/running-actions.js';
import type { Emitted } from './assemble.js';
import { activationStart } from './browser/activation.js';
import { listen, onAbort } from './browser/listen.js';
import { onPageExit } from './browser/page-exit.js';
import { onPageRestore } from './browser/page-restore.js';
import { afterScript, soon } from './browser/schedule.js';
import { createClock } from './clock.js';
import type { CollectorScope, Emit } from './collector.js';
import { callPage, guard, guardPromise } from './guard.js';
import type { Pipeline, Queued } from './pipeline.js';
import { createIdleQueue } from './queue.js';
import type { RumParts, RunningRum } from './rum-parts.js';
import { followSession } from './session/follow-session.js';
import { isSampled } from './session/sampling.js';
import { createSessionStore } from './session/session-store.js';
import type { Session } from './session/session.js';
import type { View } from './view/view.js';
import { followViews, type ViewStart } from './view/views.js';

/**
 * Events held until the person has consented, what they leave by is there, and the page has started its first view where
 * that is left to it.
 */
const MAX_HELD = 1_000;

/** Milliseconds between the signs that one page exit gives, or the requests that a page makes at once. */
const SAME_MOMENT = 100;

/** Puts the browser's side together and starts it: collectors → queue → pipeline. Ends with `signal`. */
export function startRum(parts: RumParts, signal: AbortSignal): RunningRum {
  const { applicationId, contexts, sessionSampleRate, collectors, isOwn, onFault } = parts;
  const { note } = parts.diagnostics;
  const clock = createClock();
  const beginning = parts.since ?? activationStart();
  const sessionListeners: ((id: string | undefined) => void)[] = [];
  /** Whether a session may begin: it does in a task of its own, or as soon as it is asked for. */
  let mayBegin = false;
  let session: Session | undefined;
  let pipeline: Pipeline | undefined;
  let opening: Promise<void> | undefined;
  let exitAt = -Infinity;
  let refreshedAt = -Infinity;
  let hasView = false;
  let held: Queued[] = [];
  let unsent = new AbortController();
  onAbort(signal, () => unsent.abort());

  const sessionNow = () => {
    if (mayBegin && !session) begin();
    return session;
  };
  const queue = createIdleQueue<Queued>((items) => {
    sessionNow()?.refresh();
    if (signal.aborted) return;
    const open = hasView ? pipeline : undefined;
    if (!open) return items.forEach(hold);
    for (const item of [...held.splice(0), ...items]) guard(() => open.process(item), onFault);
  }, signal);

  const hold = (item: Queued): void => {
    // A view's later snapshot says all that an earlier one does.
    const earlier = item.view ? held.findIndex(({ view }) => view === item.view) : -1;
    if (earlier >= 0) held[earlier] = item;
    else if (held.length < MAX_HELD) held.push(item);
    else note('dropped_over_capacity', item);
  };
  const release = () => {
    if (pipeline && hasView) queue.wake();
  };

  /** What is known by now holds from the page's beginning: until it has loaded, little of it has been told. */
  const backdate = () => {
    for (const context of Object.values(contexts)) context.backdate();
  };
  if (!parts.isLate) listen(window, { load: backdate }, { signal, capture: true });

  const begin = () => {
    session = followSession(
      {
        clock,
        store: createSessionStore(parts.storage, parts.isRefused),
        beginning,
        allowUntrustedEvents: parts.allowUntrustedEvents,
        onEnd(at) {
          views.end(at);
          afterScript(() => signal.aborted || void guardPromise(flush()));
        },
        // Where the page starts them, the first is still to come.
        onRenew: (at) => hasView && views.renew(at),
      },
      signal,
    );
    for (const listener of sessionListeners) {
      session.onChange(listener);
      listener(session.getId());
    }
    opening = parts.openPipeline({ clock, beginning, session, views, actions }, (opened) => {
      pipeline = opened;
      backdate();
      release();
      // A page that is being left will not be idle again.
      if (exitAt > -Infinity) leave();
    });
  };

  const views = followViews(
    {
      clock,
      manual: parts.trackViewsManually,
      groupUrl: parts.groupUrl,
      onFault,
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

  const startView = (start: ViewStart) => {
    views.start(start);
    hasView = true;
    release();
  };

  const drain = (isAgain = false) => {
    sessionNow();
    queue.drain();
    actions.flush();
    queue.drain();
    views.flush({ isAgain });
    queue.drain();
  };
  const flush = async () => {
    sessionNow();
    if (!pipeline) await opening;
    drain();
    await pipeline?.transport.flush();
  };

  /** Of a page that may be known only since later, the load may not. */
  const firstLoading = parts.since === undefined ? 'initial_load' : 'route_change';
  if (!parts.trackViewsManually) {
    startView({ loadingType: firstLoading, at: beginning, place: parts.place });
    views.follow();
  }
  const shared = new Map<unknown, unknown>();
  const scope: CollectorScope = {
    emit,
    options: parts.options,
    isLate: parts.isLate,
    signal,
    sessionAt(at) {
      const present = sessionNow();
      // Requests come many at once, and each look at what tabs share costs.
      if (clock.now() - refreshedAt > SAME_MOMENT) {
        refreshedAt = clock.now();
        present?.refresh();
      }
      const id = present?.find(at);
      if (!id || parts.isRefused?.() || !isSampled(id, sessionSampleRate)) return undefined;
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
    isOwn,
    get counters() {
      return parts.diagnostics.counters;
    },
    share<T>(make: (scope: CollectorScope) => T) {
      if (!shared.has(make)) shared.set(make, make(scope));
      return shared.get(make) as T;
    },
  };
  for (const collector of collectors) {
    const start = () => guard(() => collector.start(scope), onFault);
    if (collector.starts === 'soon') soon(start, signal);
    else start();
  }
  onPageRestore(({ leftAt, restoredAt }) => {
    views.end(leftAt);
    // Coming back is a page load to the person.
    session?.interact(restoredAt);
    if (hasView) views.renew(restoredAt, 'bf_cache');
  }, signal);
  const leave = () => {
    // A page that is closed says so twice; meanwhile its view has not lasted longer to speak of.
    drain(clock.now() - exitAt < SAME_MOMENT);
    exitAt = clock.now();
    void guardPromise(pipeline?.transport.flush({ exit: true }));
  };
  onPageExit(leave, signal, { isLast: true });

  return {
    emit,
    signal,
    begin() {
      session?.allow();
      if (mayBegin) return;
      mayBegin = true;
      soon(sessionNow, signal);
    },
    get hasBegun() {
      return mayBegin;
    },
    get session() {
      return sessionNow();
    },
    endSession() {
      mayBegin = false;
      session?.stop();
    },
    onSessionChange(listener) {
      const tell = (id: string | undefined) =>
        void callPage('a listener of onSessionChange', () => listener(id));
      const present = sessionNow();
      if (present) present.onChange(tell);
      else sessionListeners.push(tell);
    },
    get view() {
      return views.current;
    },
    onViewStart: views.onStart,
    contextAt(at) {
      sessionNow()?.refresh();
      const sessionId = session?.find(at);
      const view = views.find(at);
      const ids = actions.find(at).map(({ id }) => id);
      return sessionId
        ? {
            application_id: applicationId,
            session_id: sessionId,
            view: view && pick(view, at),
            user_action: ids.length ? { id: ids } : undefined,
            diagnostics: { ...parts.diagnostics.counters },
          }
        : undefined;
    },
    startView(options, at) {
      const { current } = views;
      if (current && options.startTime !== undefined && at <= current.startedAt)
        return views.replace(current, options);
      startView(
        hasView
          ? { ...options, loadingType: 'route_change', at }
          : { ...options, loadingType: firstLoading, at: beginning },
      );
    },
    startAction: actions.start,
    updateView: (patch) => views.current && views.update(patch, views.current.startedAt),
    touchView: () => views.current && views.touch(views.current),
    toRelative: clock.toRelative,
    share: scope.share,
    get unsent() {
      return unsent.signal;
    },
    flush,
    leave,
    forgetUnsent() {
      queue.clear();
      // What is held until the person consents is not theirs to forget yet.
      if (mayBegin) {
        held = [];
        unsent.abort();
        unsent = new AbortController();
      }
      pipeline?.transport.forget();
    },
  };
}

function pick({ id, url, names, referrer }: View, at: number) {
  return { id, url, name: names.find(at) ?? '', referrer };
}
