import { attempt, localStorageOf } from './storage.js';

/** Tells the other tabs of the origin something, and leaves nothing behind. Without local storage nobody hears it. */
export function announce(topic: string, message: string): void {
  const storage = localStorageOf(keyOf(topic));
  attempt(() => storage.set(message));
  attempt(storage.remove);
}

/** Calls `listener` with what another tab announces; what it throws is lost, since anybody may have written there. */
export function onAnnounced(
  topic: string,
  listener: (message: string) => void,
  signal: AbortSignal,
): void {
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      if (key === keyOf(topic) && newValue) attempt(() => listener(newValue));
    },
    { signal },
  );
}

function keyOf(topic: string): string {
  return `firsthand.${topic}`;
}
