import { cookieStorage, epochNow, guard, ignore, soon, toJson } from '@firsthand/core';
import type { ConsentState, Purpose } from '@firsthand/privacy';
import type { RumConfiguration } from './configuration.js';

type Denied = Partial<Record<Purpose, ConsentState>>;

const KEY = 'firsthand.denied';
/** A tab may sleep for long. 30 days, in milliseconds. */
const MAX_AGE = 30 * 24 * 60 * 60_000;

/**
 * Refusals where a session is shared by all subdomains of a site: a page hears of those on other origins by no event, so that
 * they are written into a cookie as wide as the session's, and looked for whenever that is. It holds the time at which each
 * purpose was denied last, as an epoch time.
 *
 * @param saidAt epoch time of what this page was told last of a purpose: what was refused before counts no more
 * @param withdraw told, in a task of its own, what was refused on another page
 */
export function createRefusals(
  configuration: RumConfiguration,
  saidAt: (purpose: Purpose) => number,
  withdraw: (denied: Denied) => void,
) {
  if (!configuration.trackSessionAcrossSubdomains) return { tell() {}, hold: () => false };
  const storage = cookieStorage({ key: KEY, maxAge: MAX_AGE }, configuration);
  const read = () =>
    (guard(() => JSON.parse(storage.get() ?? '{}') as unknown, ignore) ?? {}) as Record<
      string,
      number
    >;
  return {
    /** Tells the other pages what was denied on this one. */
    tell(denied: Denied): void {
      const times = Object.keys(denied).map((purpose) => [purpose, epochNow()] as const);
      guard(() => storage.set(toJson({ ...read(), ...Object.fromEntries(times) })), ignore);
    },
    /** Whether measuring was refused on another page. */
    hold(signal: AbortSignal): boolean {
      const refused = Object.entries(read()).filter(
        ([purpose, at]) => at > saidAt(purpose as Purpose) && at <= epochNow(),
      );
      const denied = Object.fromEntries(refused.map(([purpose]) => [purpose, 'denied' as const]));
      if (refused.length) soon(() => withdraw(denied), signal);
      return 'measure' in denied;
    },
  };
}
