import type { EventContext } from '../about.js';
import { guard } from '../guard.js';

/** A request that code is about to make. */
export interface RequestCall {
  /** Absolute. */
  readonly url: string;
  /** In capitals; `undefined` where it cannot be read without an effect on the page. */
  readonly method: string | undefined;
  /** Relative time of the call. */
  readonly startedAt: number;
  /** The body where it is a text; no other body is touched. */
  readonly body: string | undefined;
  /** What the page gave, for its `beforeSend`. */
  readonly about: EventContext;
  /** Whether headers of the page's choice leave with it, which they do not in the mode `no-cors`. */
  readonly carriesHeaders: boolean;
  /** A header that the page or a wrapper sets, where it can be read without an effect on the page. */
  header(name: string): string | null;
  /**
   * Reads the page's headers as the browser would have, and adds those that `choose` makes of them; to one that is there
   * already it adds the value.
   */
  addHeaders(choose: (header: RequestCall['header']) => Readonly<Record<string, string>>): void;
  /** Calls `listener` when the call has been made: then `header` tells what wrappers of the page below ours have set, too. */
  onSent(listener: () => void): void;
}

/** How a request ended. Its body is the page's alone. */
export interface RequestOutcome {
  /** 0 where no response came, `undefined` where the browser withholds it. */
  readonly status: number | undefined;
  /** Whether the page gave it up. */
  readonly aborted: boolean;
  /** Relative time at which the headers (fetch) or the body (XHR) had come, or it had failed. */
  readonly settledAt: number;
  /** Whether the body may still be on its way. */
  readonly isStreaming: boolean;
  /** A header of the response. */
  header(name: string): string | null | undefined;
  /** The response, to be cloned only where the page asked for that; of an XHR its text. */
  response(): Response | string | undefined;
}

/** Told of the start of each request; what it returns is told of the end. */
export type RequestObserver = (
  call: RequestCall,
) => ((outcome: RequestOutcome) => void) | undefined;

/** Keeps who is to be told that a call has been made. */
export function createSent(): Pick<RequestCall, 'onSent'> & { sent: () => void } {
  const listeners: (() => void)[] = [];
  return {
    onSent: (listener) => void listeners.push(listener),
    sent() {
      for (const listener of listeners) guard(listener);
    },
  };
}

/** Tells all observers. @returns tells them of the end, once */
export function tellStart(
  observers: Iterable<RequestObserver>,
  call: RequestCall,
): (outcome: RequestOutcome) => void {
  const settles: ((outcome: RequestOutcome) => void)[] = [];
  for (const observer of observers) {
    const settle = guard(() => observer(call));
    if (settle) settles.push(settle);
  }
  return (outcome) => {
    for (const settle of settles.splice(0)) guard(() => settle(outcome));
  };
}
