import { guard, isGuarded, now, patch, type PatchedCall } from '@firsthand/core';
import { handlingStack } from './handling-stack.js';

type Observer = (call: ConsoleCall) => void;
type ConsoleError = typeof console.error;

/** A call of `console.error`. */
export interface ConsoleCall {
  args: readonly unknown[];
  /** Relative time. */
  at: number;
  /** Where it came from. */
  stack: string | undefined;
}

/** Calls `observer` with each call of `console.error` by the page, once the page has had it. */
export function observeConsoleErrors(observer: Observer, signal: AbortSignal): void {
  patch<Console, ConsoleError, Observer>(
    { owner: console, key: 'error', observer, around: aroundError },
    signal,
  );
}

function aroundError(
  { original, self, args, entry }: PatchedCall<ConsoleError>,
  observers: ReadonlySet<Observer>,
): void {
  const isOurs = isGuarded();
  Reflect.apply(original, self, args);
  if (isOurs) return;
  // In WebKit a tail call leaves no frame of its caller: `entry` is not on the stack.
  const stack = handlingStack(entry) ?? handlingStack(aroundError);
  const call = { args, at: now(), stack };
  for (const observer of observers) guard(() => observer(call));
}
