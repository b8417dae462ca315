import { LruMap } from 'toad-cache';

/**
 * How much may come at once, in seconds of the rate: a browser keeps 5 MB while it is offline, some 15,000 events, and
 * sends them when it is back.
 */
const BURST = 60;

export interface RateLimit {
  /** Seconds until events of a key are taken again; 0: they are. */
  wait(key: string): number;
  /** Counts events that are taken. However many come together, they delay only the next ones. */
  take(key: string, events: number): void;
}

/**
 * Token buckets as virtual scheduling: of each key no more is known than when all that came would have come at the rate
 * allowed (ITU-T I.371, annex A). A key that has long been silent is forgotten for a new one.
 *
 * @param now a clock in milliseconds that is never set
 */
export function rateLimit({
  perSecond,
  maxKeys,
  now = () => performance.now(),
}: RateLimitParts): RateLimit {
  const pacedUntil = new LruMap<number>(maxKeys);
  return {
    wait(key) {
      const ahead = (pacedUntil.get(key) ?? -Infinity) - now();
      return Math.max(0, Math.ceil(ahead / 1_000 - BURST));
    },
    take(key, events) {
      const from = Math.max(pacedUntil.get(key) ?? -Infinity, now());
      pacedUntil.set(key, from + (events / perSecond) * 1_000);
    },
  };
}

interface RateLimitParts {
  perSecond: number;
  maxKeys: number;
  now?: () => number;
}
