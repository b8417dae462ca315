import type { Cleared } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { scrubEvent } from './scrub.js';

/** Edits an event in place, or drops it by returning `false`. */
export type BeforeSend = (event: RumEvent) => boolean | void;

export interface GateOptions {
  beforeSend?: BeforeSend | undefined;
}

/**
 * The one door out of the browser. Scrubs an event and shows it to `beforeSend`; what comes out is
 * `Cleared`, and nothing else is. If `beforeSend` throws, the event is dropped and the error goes to
 * `onFault`: it never leaves unredacted.
 */
export function createGate({ beforeSend }: GateOptions, onFault: (fault: unknown) => void) {
  return (event: RumEvent): Cleared<RumEvent> | undefined => {
    try {
      scrubEvent(event);
      return beforeSend?.(event) === false ? undefined : (event as Cleared<RumEvent>);
    } catch (fault) {
      onFault(fault);
      return undefined;
    }
  };
}
