import type { RumEvent } from '@firsthand/protocol';
import type { Contexts } from './context.js';
import { createAssembler, type Emitted, type Identity } from './assemble.js';
import { onPageExit } from './browser/page-exit.js';
import type { Cleared } from './cleared.js';
import { createClock } from './clock.js';
import type { Collector, Emit } from './collector.js';
import { guard, type OnFault } from './guard.js';
import { createPageFacts } from './page-facts.js';
import { createIdleQueue } from './queue.js';
import { isSampled } from './session/sampling.js';
import { createSessionStore } from './session/session-store.js';
import { followSession } from './session/session.js';
import type { CountedType, View, ViewPatch } from './view/view.js';
import { followViews } from './view/views.js';

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
  /** Percent of sessions that are collected. */
  sessionSampleRate: number;
  collectors: readonly Collector[];
  gate: Gate;
  transport: Transport;
  onFault: OnFault;
}

export interface RunningRum {
  emit: Emit;
  getSessionId(): string | undefined;
  /** Processes and sends what waits; resolves when the server has answered. */
  flush(): Promise<void>;
}

/** Puts the pipeline together and starts it: collect → assemble → gate → transport. Ends with `signal`. */
export function startRum(parts: RumParts, signal: AbortSignal): RunningRum {
  const { identity, contexts, sessionSampleRate, collectors, gate, transport, onFault } = parts;
  const clock = createClock();
  const assemble = createAssembler({ identity, clock, contexts, facts: createPageFacts(signal) });
  const queue = createIdleQueue<Queued>((items) => {
    session.refresh();
    for (const item of items) guard(() => process(item), onFault);
  }, signal);

  const session = followSession(
    {
      clock,
      store: createSessionStore(),
      onEnd: (at) => views.end(at),
      onRenew: (at) => views.start('session_renewal', at),
    },
    signal,
  );
  const views = followViews(
    {
      clock,
      emitSnapshot: (view, data) => queue.push({ type: 'view', data, at: view.startedAt, view }),
    },
    signal,
  );

  const process = (item: Queued) => {
    if (item.type === 'view' && !item.view) {
      return views.update(item.data['view'] as ViewPatch, item.at);
    }
    const sessionId = session.find(item.at);
    const view = item.view ?? views.find(item.at);
    if (!sessionId || !view || !isSampled(sessionId, sessionSampleRate)) return;
    const resource = item.data['resource'] as { url: string } | undefined;
    if (resource && transport.isOwn(resource.url)) return;
    const event = gate(assemble(item, { sessionId, view }));
    if (!event) return;
    transport.add(event);
    if (item.type in view.counts) views.count(view, item.type as CountedType);
  };

  const emit: Emit = (type: string, data: object, at = clock.now()) =>
    queue.push({ type, data: data as Emitted['data'], at });

  const drain = () => {
    queue.drain();
    views.flush();
    queue.drain();
  };

  views.start('initial_load', 0);
  const scope = { emit, signal, viewStart: (at: number) => views.find(at)?.startedAt };
  for (const collector of collectors) guard(() => collector.start(scope), onFault);
  onPageExit(() => {
    drain();
    void transport.flush({ exit: true });
  }, signal);

  return {
    emit,
    getSessionId: () => {
      session.refresh();
      return session.find(clock.now());
    },
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
