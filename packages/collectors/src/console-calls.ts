import { now, patch } from '@firsthand/core';
import { handlingStack } from './handling-stack.js';

type ConsoleError = typeof console.error;
type Observer = (call: ConsoleCall) => void;

/** A call of `console.error`. */
export interface ConsoleCall {
  args: readonly unknown[];
  /** Relative time. */
  at: number;
  /** Where it came from. */
  stack: string | undefined;
}

/** Calls `observer` with each call of `console.error`, once the page has had it. */
export function observeConsoleErrors(observer: Observer, signal: AbortSignal): void {
  patch<Console, 'error', Observer>(
    { owner: console, key: 'error', wrap: wrapConsoleError, observer },
    signal,
  );
}

function wrapConsoleError(original: ConsoleError, observers: ReadonlySet<Observer>): ConsoleError {
  return function error(this: unknown, ...args) {
    Reflect.apply(original, this, args);
    const call = { args, at: now(), stack: handlingStack(console.error) };
    for (const observer of observers) {
      try {
        observer(call);
      } catch {
        // What cannot be read is not reported.
      }
    }
  };
}
