import type { Collector, CollectorScope, Emit, RunningAction, ViewInfo } from '@firsthand/core';

export interface Collected {
  type: string;
  data: Record<string, unknown>;
  at: number | undefined;
}

/** The session in which collectors are tested. */
export const SESSION_ID = '6b1ac2a1-4e04-4f0e-9c6e-00000000ffff';

/** Under which collectors that are tested are told to be at home. */
export const INTAKE = 'https://intake.test/rum/v1/';

/** Runs collectors by themselves, in one view since the page's start, and keeps what they emit. */
export function collect(...collectors: Collector[]): {
  emitted: Collected[];
  stop: () => void;
  /** Has another view start at a relative time. */
  startView: (startedAt: number) => void;
} {
  const abort = new AbortController();
  const emitted: Collected[] = [];
  const emit: Emit = (type: string, data: object, at?: number) => {
    emitted.push({ type, data: data as Collected['data'], at });
  };
  const views: ViewInfo[] = [];
  const startListeners: ((view: ViewInfo) => void)[] = [];
  const startView = (startedAt: number) => {
    const loadingType = views.length ? 'route_change' : 'initial_load';
    const view: ViewInfo = { id: `view ${startedAt}`, startedAt, endedAt: undefined, loadingType };
    views.unshift(view);
    for (const listener of startListeners) listener(view);
  };
  startView(0);
  const startAction = (startedAt: number): RunningAction => {
    const counts = { error: 0, resource: 0, long_task: 0 };
    return {
      id: `action at ${startedAt}`,
      startedAt,
      counts,
      end: (_, data) => emit('action', data(counts), startedAt),
      discard: () => {},
    };
  };
  const shared = new Map<unknown, unknown>();
  const scope: CollectorScope = {
    emit,
    options: {},
    signal: abort.signal,
    isLate: document.readyState === 'complete',
    sessionAt: () => ({ id: SESSION_ID, userId: undefined, accountId: undefined }),
    viewAt: (at) => views.find(({ startedAt }) => startedAt <= at),
    onViewStart(listener) {
      startListeners.push(listener);
      if (views[0]) listener(views[0]);
    },
    onViewEnd: () => {},
    startAction,
    isOwn: (url) => url.startsWith(INTAKE),
    counters: {},
    share<T>(make: (scope: CollectorScope) => T) {
      if (!shared.has(make)) shared.set(make, make(scope));
      return shared.get(make) as T;
    },
  };
  for (const collector of collectors) collector.start(scope);
  return { emitted, stop: () => abort.abort(), startView };
}
