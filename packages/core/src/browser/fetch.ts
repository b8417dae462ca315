import { now } from '../clock.js';
import { patch } from './patch.js';

export interface FetchStart {
  readonly input: RequestInfo | URL;
  readonly init: RequestInit | undefined;
  /** Relative time of the call. */
  readonly startedAt: number;
}

/** How a fetch settled: the response whose headers came (its body is the page's alone), or the reason. */
export type FetchOutcome = ({ response: Response } | { error: unknown }) & {
  /** Relative time. */
  settledAt: number;
};

/** Told of the start of each fetch; what it returns is told of the outcome. Neither may throw. */
type FetchObserver = (start: FetchStart) => ((outcome: FetchOutcome) => void) | undefined;

/** Observes every `fetch` of the page. */
export function observeFetch(observer: FetchObserver, signal: AbortSignal): void {
  if (typeof globalThis.fetch !== 'function') return;
  patch<typeof globalThis, 'fetch', FetchObserver>(
    { owner: globalThis, key: 'fetch', wrap: wrapFetch, observer },
    signal,
  );
}

function wrapFetch(original: typeof fetch, observers: ReadonlySet<FetchObserver>): typeof fetch {
  return function fetch(this: unknown, ...args: Parameters<typeof globalThis.fetch>) {
    const start = { input: args[0], init: args[1], startedAt: now() };
    const onSettled = Array.from(observers, (observer) => observer(start));
    const result: Promise<Response> = Reflect.apply(original, this, args);
    if (!onSettled.length) return result;
    // The derived promise is the one returned: a handler on the original alone would mark a rejection as
    // handled and silence the page's own `unhandledrejection`.
    return result.then(
      (response) => {
        const settledAt = now();
        for (const settle of onSettled) settle?.({ response, settledAt });
        return response;
      },
      (error: unknown) => {
        const settledAt = now();
        for (const settle of onSettled) settle?.({ error, settledAt });
        throw error;
      },
    );
  };
}
