import {
  complete,
  guard,
  ignore,
  type Cleared,
  type EventContext,
  type OnFault,
} from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { bringInShape } from './in-shape.js';
import { createEventScrubber } from './scrub/scrub-event.js';
import type { ScrubOptions } from './scrub/scrub-options.js';

/**
 * Edits an event in place, or drops it by returning `false`. `event.context` is always there; the second argument has what
 * the page knows of it, such as the error that was thrown.
 */
export type BeforeSend = (
  event: RumEvent & { context: Record<string, unknown> },
  context: EventContext,
) => boolean | void;

export interface GateOptions {
  beforeSend?: BeforeSend | undefined;
  scrub?: ScrubOptions | undefined;
}

/**
 * The one door out of the browser. Scrubs an event and shows it to `beforeSend`; what comes out is
 * `Cleared`, and nothing else is. If `beforeSend` throws, or answers by a promise, whose edits would come too late, the
 * event is dropped and the error goes to `onFault`: it never leaves unredacted.
 */
export function createGate({ beforeSend, scrub }: GateOptions, onFault: OnFault) {
  const scrubEvent = createEventScrubber(scrub);
  const edit = (event: RumEvent, original: RumEvent, context: EventContext): boolean => {
    const edited = Object.assign(event, { context: event.context ?? {} });
    const answer: unknown = beforeSend?.(edited, context);
    if (isPromise(answer)) {
      // What it rejects with is not to be seen by the page.
      answer.then(undefined, ignore);
      throw new TypeError('It must answer at once, and not by a promise');
    }
    bringInShape(edited, original);
    if (!Object.keys(edited.context ?? {}).length) Reflect.deleteProperty(edited, 'context');
    return answer !== false;
  };
  const onThrow = (cause: unknown) =>
    onFault(
      new Error(`beforeSend failed, so that the event was dropped. Mend it: ${String(cause)}`, {
        cause,
      }),
    );
  return (assembled: RumEvent, context: EventContext = {}): Cleared<RumEvent> | undefined => {
    // Who edits one event must not edit what others inherit.
    const original = beforeSend ? complete(assembled) : assembled;
    const event = guard(() => scrubEvent(original), onFault);
    const isCleared =
      event && (!beforeSend || guard(() => edit(event, original, context), onThrow));
    return isCleared ? (event as Cleared<RumEvent>) : undefined;
  };
}

function isPromise(answer: unknown): answer is PromiseLike<unknown> {
  return typeof (answer as PromiseLike<unknown> | undefined)?.then === 'function';
}

export interface ReplayGateParts<Recorded> {
  /** Masks a record in place; `undefined`: it must not leave. */
  mask: (record: Recorded) => Recorded | undefined;
  onFault: OnFault;
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
      return guard(
        () => (signal.aborted ? undefined : (mask(record) as Cleared<Recorded> | undefined)),
        onFault,
      );
    },
    seal: <Segment>(segment: Segment): Cleared<Segment> | undefined =>
      signal.aborted ? undefined : (segment as Cleared<Segment>),
  };
}
