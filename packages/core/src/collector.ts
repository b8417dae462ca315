import type { Events, EventType } from '@firsthand/protocol';
import type { RunningAction } from './action/running-actions.js';
import type { Counters } from './diagnostics.js';
import type { View, ViewPatch } from './view/view.js';

type Common =
  | 'type'
  | 'date'
  | 'source'
  | 'application'
  | 'session'
  | 'service'
  | 'env'
  | 'version';
type Own<T extends EventType> = Omit<Events[T], Common | 'view'>;

/**
 * What a collector says of an event; the rest is assembled. For `view` it is the part of the active view that
 * became known, joined into that view's next snapshot.
 */
export type EventData<T extends EventType> = T extends 'view'
  ? ViewPatch
  : Pick<Own<T>, keyof Own<T> & ('_dd' | 'context')> & {
      [Key in T & keyof Own<T>]: Omit<Own<T>[Key], 'id'>;
    };

/**
 * Reports that something happened.
 *
 * @param at relative time (milliseconds since the page's time origin) at which it happened; session, view
 *   and context are those of that time. Default: now
 */
export interface Emit {
  <T extends EventType>(type: T, data: EventData<T>, at?: number): void;
  /** A type of one's own: any JSON, stored as it is. */
  (type: `custom_${string}`, data: object, at?: number): void;
}

/** A view as collectors see it. */
export type ViewInfo = Readonly<Pick<View, 'id' | 'startedAt' | 'endedAt' | 'loadingType'>> &
  Pick<View, 'replayedSince'>;

/** A session as collectors see it, with what the page had said of the person by then. */
export interface SessionInfo {
  readonly id: string;
  readonly userId: string | undefined;
  readonly accountId: string | undefined;
}

/** All that a collector can do. Times are relative. */
export interface CollectorScope {
  emit: Emit;
  /** Those of `init`. */
  options: object;
  /** Whether the page had loaded when `init` was called. */
  readonly isLate: boolean;
  /** When it fires, every listener, observer, timer and patch must go. */
  signal: AbortSignal;
  /** The session at that time, if it is one that is collected. */
  sessionAt(at: number): SessionInfo | undefined;
  /** The view active at that time. */
  viewAt(at: number): ViewInfo | undefined;
  /** Calls `listener` with the running view, if any, and with each that starts. */
  onViewStart(listener: (view: ViewInfo) => void): void;
  /** Calls `listener` with each view that ends. */
  onViewEnd(listener: (view: ViewInfo) => void): void;
  /** Starts an action: errors, resources and long tasks belong to it until it ends. */
  startAction(at: number): RunningAction;
  /** Whether a URL is Firsthand's own: its requests are never collected. */
  isOwn(url: string): boolean;
  /** What has become of the page's events so far. */
  readonly counters: Counters;
  /** What several collectors of an instance need once: made on the first call with the same `make`. */
  share<T>(make: (scope: CollectorScope) => T): T;
}

export interface Collector {
  readonly name: string;
  start(scope: CollectorScope): void;
  /**
   * Present where it need not start within `init`: `soon` is a task after the page's present script, a function the same
   * or earlier, as soon as it calls `wake`. Default: within `init`, together with all that it needs
   */
  readonly starts?: 'soon' | Watch | undefined;
}

/**
 * Watches, at little cost, for what a collector that has not started would miss, and calls `wake` before that takes its
 * course. Ends with `signal`.
 */
export type Watch = (wake: () => void, signal: AbortSignal) => void;

/**
 * Makes a collector: a function that starts, and stops when `scope.signal` aborts. One that is made without options gets
 * those of `init`.
 *
 * @example
 * const clipboard = defineCollector('clipboard', ({ emit, signal }) => {
 *   addEventListener('copy', (event) => emit('custom_copy', {}, event.timeStamp), { signal });
 * });
 */
export function defineCollector<Options extends object = object>(
  name: string,
  start: (scope: CollectorScope, options?: Options) => void,
  starts?: Collector['starts'],
): ((options?: Options) => Collector) & Collector {
  const make = (options?: Options): Collector => ({
    name,
    starts,
    start: (scope) => start(scope, options ?? (scope.options as Options)),
  });
  return Object.defineProperties(
    make as typeof make & Collector,
    Object.getOwnPropertyDescriptors(make()),
  );
}
