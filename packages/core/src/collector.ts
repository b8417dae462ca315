import type { Events, EventType } from '@firsthand/protocol';

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
type ViewProperties = Omit<Events['view']['view'], 'id' | 'url' | 'referrer'>;

/**
 * What a collector says of an event; the rest is assembled. For `view` it is the part of the active view that
 * became known, joined into that view's next snapshot.
 */
export type EventData<T extends EventType> = T extends 'view'
  ? { view: Partial<ViewProperties> }
  : Pick<Own<T>, keyof Own<T> & (T | '_dd' | 'context')>;

/**
 * Reports that something happened.
 *
 * @param at relative time (milliseconds since the page's time origin) at which it happened; session, view
 *   and context are those of that time. Default: now
 */
export interface Emit {
  <T extends EventType>(type: T, data: EventData<T>, at?: number): void;
  /** A type of one's own: any JSON, stored as it is. */
  (type: `custom_${string}`, data: Record<string, unknown>, at?: number): void;
}

/** All that a collector can do. */
export interface CollectorScope {
  emit: Emit;
  /** When it fires, every listener, observer, timer and patch must go. */
  signal: AbortSignal;
  /** Start of the view active at a relative time, itself relative. `undefined` when there was none. */
  viewStart(at: number): number | undefined;
}

export interface Collector {
  readonly name: string;
  start(scope: CollectorScope): void;
}

/**
 * Makes a collector: a function that starts, and stops when `scope.signal` aborts.
 *
 * @example
 * const clipboard = defineCollector('clipboard', ({ emit, signal }) => {
 *   addEventListener('copy', (event) => emit('custom_copy', {}, event.timeStamp), { signal });
 * });
 */
export function defineCollector<Options extends object = object>(
  name: string,
  start: (scope: CollectorScope, options?: Options) => void,
): (options?: Options) => Collector {
  return (options) => ({ name, start: (scope) => start(scope, options) });
}
