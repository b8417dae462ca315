import type { RumEvent } from '@firsthand/protocol';
import type { Contexts } from './context.js';
import { createAssembler, type Emitted, type Identity } from './assemble.js';
import { activationStart } from './browser/activation.js';
import { onPageExit } from './browser/page-exit.js';
import type { Cleared } from './cleared.js';
import { createClock } from './clock.js';
import type { Collector, Emit } from './collector.js';
import { guard, type OnFault } from './guard.js';
import { createPageFacts } from './page-facts.js';
import { createIdleQueue } from './queue.js';
import { isSampled } from './session/sampling.js';
import { createSessionStore, type SessionStoreOptions } from './session/session-store.js';
import { followSession, type Session } from './session/session.js';
import type { CountedType, View, ViewOptions, ViewPatch } from './view/view.js';
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
  /** Whether a URL is Firsthand's own, so that it is never collected. */
  isOwn(url: string): boolean;
}

export interface RumParts {
  identity: Identity;
  contexts: Contexts;
  sessionStore: SessionStoreOptions;
  /** Percent of sessions that are collected. */
  sessionSampleRate: number;
  /** Whether only the page itself starts views. */
  trackViewsManually: boolean;
  /** A view name of low cardinality from a path. */
  groupUrl: (path: string) => string;
  collectors: readonly Collector[];
  gate: Gate;
  transport: Transport;
  onFault: OnFault;
}

export interface RunningRum {
  emit: Emit;
  readonly session: Session;
  /** The view that lasts now. */
  readonly view: View | undefined;
  /** Starts a view of the page's own making. @param at relative time */
  startView(options: ViewOptions, at: number): void;
  /** Adds to the running view. */
  updateView(patch: ViewPatch): void;
  /** Has the running view's changed state sent. */
  touchView(): void;
  /** Relative time of an epoch time. */
  toRelative(epoch: number): number;
  /** Processes and sends what waits; resolves when the server has answered. */
  flush(): Promise<void>;
}

/** Events held until the page has started its first view, where that is left to it. */
const MAX_HELD = 1_000;

/** Puts the pipeline together and starts it: collect → assemble → gate → transport. Ends with `signal`. */
export function startRum(parts: RumParts, signal: AbortSignal): RunningRum {
  const { identity, contexts, sessionSampleRate, collectors, gate, transport, onFault } = parts;
  const clock = createClock();
  const beginning = activationStart();
  const assemble = createAssembler({ identity, clock, contexts, facts: createPageFacts(signal) });
  let held: Queued[] | undefined = [];

  const queue = createIdleQueue<Queued>((items) => {
    session.refresh();
    if (held) held.push(...items.slice(0, MAX_HELD - held.length));
    else for (const item of items) guard(() => process(item), onFault);
  }, signal);

  const session = followSession(
    {
      clock,
      store: createSessionStore(parts.sessionStore),
      beginning,
      onEnd: (at) => views.end(at),
      onRenew: (at) => views.start({ loadingType: 'session_renewal', at }),
    },
    signal,
  );
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

  const process = (item: Queued) => {
    // What the browser did before the page was shown belongs to the first view.
    const at = Math.max(item.at, beginning);
    if (item.type === 'view' && !item.view) return views.update(item.data['view'] as ViewPatch, at);
    const sessionId = session.find(at);
    const view = item.view ?? views.find(at);
    if (!sessionId || !view || !isSampled(sessionId, sessionSampleRate)) return;
    const resource = item.data['resource'] as { url: string } | undefined;
    if (resource && transport.isOwn(resource.url)) return;
    const event = gate(assemble(item, { sessionId, view }));
    if (!event) return;
    transport.add(event);
    if (item.type in view.counts) views.count(view, item.type as CountedType);
  };

  const startView = (start: ViewStart) => {
    views.start(start);
    const early = held ?? [];
    held = undefined;
    for (const item of early) queue.push(item);
  };

  const emit: Emit = (type: string, data: object, at = clock.now()) =>
    queue.push({ type, data: data as Emitted['data'], at });

  const drain = () => {
    queue.drain();
    views.flush();
    queue.drain();
  };

  if (!parts.trackViewsManually) startView({ loadingType: 'initial_load', at: beginning });
  const scope = { emit, signal, viewStart: (at: number) => views.find(at)?.startedAt };
  for (const collector of collectors) guard(() => collector.start(scope), onFault);
  onPageExit(() => {
    drain();
    void transport.flush({ exit: true });
  }, signal);

  return {
    emit,
    session,
    get view() {
      return views.current;
    },
    startView: (options, at) =>
      startView(
        held
          ? { ...options, loadingType: 'initial_load', at: beginning }
          : { ...options, loadingType: 'route_change', at },
      ),
    updateView: (patch) => views.current && views.update(patch, views.current.startedAt),
    touchView: () => views.current && views.touch(views.current),
    toRelative: clock.toRelative,
    flush: () => {
      drain();
      return transport.flush();
    },
  };
}

interface Queued extends Emitted {
  /** The view that a snapshot is of. */
  view?: View;
}
