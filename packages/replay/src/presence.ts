import { now, onInteraction } from '@firsthand/core';

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
  let timer: ReturnType<typeof setTimeout>;
  const awaitIdle = () => {
    const left = lastAt + IDLE - now();
    if (left > 0) timer = setTimeout(awaitIdle, left);
    else {
      isIdle = true;
      onAway('idle');
    }
  };
  const onVisibility = () => (document.visibilityState === 'hidden' ? onAway : onBack)('hidden');

  onInteraction(() => {
    lastAt = now();
    if (!isIdle) return;
    isIdle = false;
    onBack('idle');
    awaitIdle();
  }, signal);
  addEventListener('visibilitychange', onVisibility, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  awaitIdle();
  if (document.visibilityState === 'hidden') onVisibility();
}
