import { LIMITS } from '@firsthand/protocol/limits';
import { onInteraction } from '../browser/interactions.js';
import { isHidden } from '../browser/dom.js';
import { forTypes, listen, onAbort } from '../browser/listen.js';
import { onPageExit } from '../browser/page-exit.js';
import { clearTimer, setTimer, type Timer } from '../browser/schedule.js';
import type { Clock } from '../clock.js';
import type { SessionStore } from './session-store.js';
import { createSession, type Session } from './session.js';

/**
 * A tab waits this long, in milliseconds, to see what another has just stored. Not for a Web Lock: one that is granted
 * to a page that was just left throws it out of Chromium's back/forward cache.
 */
const STORAGE_DELAY = 100;

/**
 * Drives this tab's session by what happens in the page. A page load and each interaction extend or renew it;
 * becoming visible only extends it.
 */
export function followSession(
  { clock, store, beginning, allowUntrustedEvents, onEnd, onRenew }: FollowParts,
  signal: AbortSignal,
): Session {
  let timer: Timer | undefined;
  let delay: Timer | undefined;
  let waiting: (() => void) | undefined;
  const runWaiting = () => {
    clearTimer(delay);
    waiting?.();
    waiting = undefined;
  };
  onPageExit(runWaiting, signal);
  const session = createSession({
    clock,
    store,
    later(work) {
      if (!waiting) delay = setTimer(runWaiting, STORAGE_DELAY);
      waiting = work;
    },
    onEnd,
  });
  /** Notices the end even if nothing happens in the page. */
  const awaitEnd = () => {
    session.refresh();
    clearTimer(timer);
    timer = setTimer(awaitEnd, session.remaining() ?? LIMITS.session.idleTimeout);
  };

  // What the page did before Firsthand started belongs to the session as well.
  session.interact(beginning);
  awaitEnd();
  onInteraction(({ timeStamp, isTrusted }) => {
    if (!isTrusted && !allowUntrustedEvents) return;
    // The interaction that renews a session is its first event.
    const at = Math.min(timeStamp, clock.now());
    if (!session.interact(at)) return;
    onRenew(at);
    awaitEnd();
  }, signal);
  const look = () => (isHidden() ? session.refresh() : session.show());
  listen(window, forTypes(['visibilitychange'], look), { signal });
  listen(document, { resume: session.refresh }, { signal });
  store.watch(session.refresh, signal);
  onAbort(signal, () => {
    clearTimer(timer);
    clearTimer(delay);
  });
  return session;
}

interface FollowParts {
  clock: Clock;
  store: SessionStore;
  /** Relative time from which the page counts. */
  beginning: number;
  /** Whether events that scripts make count as signs of a person. */
  allowUntrustedEvents: boolean;
  /** Told the relative time at which this tab's session ended. */
  onEnd: (at: number) => void;
  /** Told the relative time at which this tab joined or started another. */
  onRenew: (at: number) => void;
}
