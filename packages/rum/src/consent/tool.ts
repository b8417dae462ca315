import {
  clearTimer,
  guard,
  ignore,
  listen,
  now,
  onAbort,
  setTimer,
  type Timer,
} from '@firsthand/core';
import type { ConsentState, Purpose, TrackingConsent } from '@firsthand/privacy';

/** What an adapter tells. */
export interface Consentable {
  setTrackingConsent(consent: TrackingConsent): unknown;
}

/** What each purpose needs, in a tool's own words. */
export type Needed<Word> = Record<Purpose, readonly Word[]>;

/** What a tool knows of a person's will now. */
export interface ToolState<Word> {
  /** Whether they have answered. Until then what is not allowed is pending, and not denied. */
  hasAnswered: boolean;
  allows(word: Word): boolean;
}

/** Tells what a tool says. Always: who else has said something since is not known here. */
export function createTeller<Word>(rum: Consentable, needed: Needed<Word>) {
  return ({ hasAnswered, allows }: ToolState<Word>): void => {
    const stateOf = (purpose: Purpose): ConsentState => {
      if (needed[purpose]?.every(allows)) return 'granted';
      return hasAnswered ? 'denied' : 'pending';
    };
    rum.setTrackingConsent({
      measure: stateOf('measure'),
      replay: stateOf('replay'),
      identify: stateOf('identify'),
    });
  };
}

/** Listens to a tool's own events on the window, until `signal` aborts. */
export function onToolEvents<Detail>(
  types: readonly string[],
  listener: (detail: Detail) => void,
  signal: AbortSignal | undefined,
): void {
  const hear = ({ detail }: CustomEvent<Detail>) => listener(detail);
  const listeners = Object.fromEntries(types.map((type) => [type, hear as (event: Event) => void]));
  listen(window, listeners, signal ? { signal } : {});
}

/** How often a tool that comes later is looked for, in milliseconds. */
const LOOK_INTERVAL = 200;
/** When it is said that there is none, and looked for it less often. */
const PATIENCE = 10_000;
const RARE_INTERVAL = 2_000;

/** Where a page has a tool, and what that is called. */
interface Place<Tool> {
  name: string;
  find: () => Tool | undefined;
}

/** Calls `follow` with a tool, once the page has it. After 10 s without one that is said. */
export function whenThere<Tool>(
  { name, find }: Place<Tool>,
  follow: (tool: Tool) => void,
  signal: AbortSignal | undefined,
): void {
  const began = now();
  let interval = LOOK_INTERVAL;
  let timer: Timer | undefined;
  const look = () => {
    // A tool that is half there may throw, or be an element of that name.
    const tool = guard(find, ignore);
    if (tool) return follow(tool);
    if (interval === LOOK_INTERVAL && now() - began > PATIENCE) {
      interval = RARE_INTERVAL;
      console.warn(`Firsthand: the page has no ${name} yet; consent stays as it is.`);
    }
    timer = setTimer(look, interval);
  };
  if (signal) onAbort(signal, () => clearTimer(timer));
  if (!signal?.aborted) look();
}
