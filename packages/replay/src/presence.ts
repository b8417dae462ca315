import {
  clearTimer,
  forTypes,
  isHidden,
  listen,
  now,
  onAbort,
  onInteraction,
  setTimer,
  type Timer,
} from '@firsthand/core';

/** Nobody seems to be there after this many milliseconds without an interaction. */
const IDLE = 5 * 60_000;

export interface PresenceListeners {
  onAway: (why: 'idle' | 'hidden') => void;
  onBack: (why: 'idle' | 'hidden') => void;
}

/** Tells when nobody looks at the page, and when somebody does again. */
export function followPresence({ onAway, onBack }: PresenceListeners, signal: AbortSignal): void {
  let lastAt = now();
  let isIdle = false;
  let timer: Timer | undefined;
  const awaitIdle = () => {
    const left = lastAt + IDLE - now();
    if (left > 0) timer = setTimer(awaitIdle, left);
    else {
      isIdle = true;
      onAway('idle');
    }
  };
  const onVisibility = () => (isHidden() ? onAway : onBack)('hidden');

  onInteraction(() => {
    lastAt = now();
    if (!isIdle) return;
    isIdle = false;
    onBack('idle');
    awaitIdle();
  }, signal);
  listen(window, forTypes(['visibilitychange'], onVisibility), { signal });
  onAbort(signal, () => clearTimer(timer));
  awaitIdle();
  if (isHidden()) onVisibility();
}
