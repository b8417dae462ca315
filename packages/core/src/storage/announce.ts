import { listen } from '../browser/listen.js';
import { guard, ignore } from '../guard.js';
import { localStorageOf } from './storage.js';

/** Tells the other tabs of the origin something, and leaves nothing behind. Without local storage nobody hears it. */
export function announce(topic: string, message: string): void {
  const storage = localStorageOf(keyOf(topic));
  guard(() => storage.set(message), ignore);
  guard(storage.remove, ignore);
}

/** Calls `listener` with what another tab announces; what it throws is lost, since anybody may have written there. */
export function onAnnounced(
  topic: string,
  listener: (message: string) => void,
  signal: AbortSignal,
): void {
  listen(
    window,
    {
      storage({ key, newValue }) {
        if (key === keyOf(topic) && newValue) guard(() => listener(newValue), ignore);
      },
    },
    { signal },
  );
}

function keyOf(topic: string): string {
  return `firsthand.${topic}`;
}
