import { complete, type Cleared } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { createEventScrubber } from './scrub/scrub-event.js';
import type { ScrubOptions } from './scrub/scrub-options.js';

/** Edits an event in place, or drops it by returning `false`. */
export type BeforeSend = (event: RumEvent) => boolean | void;

export interface GateOptions {
  beforeSend?: BeforeSend | undefined;
  scrub?: ScrubOptions | undefined;
}

/**
 * The one door out of the browser. Scrubs an event and shows it to `beforeSend`; what comes out is
 * `Cleared`, and nothing else is. If `beforeSend` throws, or answers by a promise, whose edits would come too late, the
 * event is dropped and the error goes to `onFault`: it never leaves unredacted.
 */
export function createGate({ beforeSend, scrub }: GateOptions, onFault: (fault: unknown) => void) {
  const scrubEvent = createEventScrubber(scrub);
  return (assembled: RumEvent): Cleared<RumEvent> | undefined => {
    try {
      // Who edits one event must not edit what others inherit.
      const event = scrubEvent(beforeSend ? complete(assembled) : assembled);
      const answer: unknown = beforeSend?.(event);
      if (isPromise(answer)) {
        answer.then(undefined, () => {});
        throw new TypeError(
          'beforeSend must answer at once, not by a promise: the event is dropped',
        );
      }
      return answer === false ? undefined : (event as Cleared<RumEvent>);
    } catch (fault) {
      onFault(fault);
      return undefined;
    }
  };
}

function isPromise(answer: unknown): answer is PromiseLike<unknown> {
  return typeof (answer as PromiseLike<unknown> | undefined)?.then === 'function';
}

export interface ReplayGateParts<Recorded> {
  /** Masks a record in place; `undefined`: it must not leave. */
  mask: (record: Recorded) => Recorded | undefined;
  onFault: (fault: unknown) => void;
}

/**
 * The same door for replays. A record passes by being masked, before anything else sees it; a segment that is made of
 * such records passes for as long as it is allowed: until `signal` aborts.
 */
export function createReplayGate<Recorded>(
  { mask, onFault }: ReplayGateParts<Recorded>,
  signal: AbortSignal,
) {
  return {
    clear(record: Recorded): Cleared<Recorded> | undefined {
      try {
        return signal.aborted ? undefined : (mask(record) as Cleared<Recorded> | undefined);
      } catch (fault) {
        onFault(fault);
        return undefined;
      }
    },
    seal: <Segment>(segment: Segment): Cleared<Segment> | undefined =>
      signal.aborted ? undefined : (segment as Cleared<Segment>),
  };
}
