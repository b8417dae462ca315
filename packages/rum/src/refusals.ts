import { afterScript, cookieStorage, epochNow, guard, ignore, toJson } from '@firsthand/core';
import type { Consent, Denied, Purpose } from '@firsthand/privacy';
import type { RumConfiguration } from './configuration.js';

type Times = Record<Purpose, number>;

const PURPOSES: readonly Purpose[] = ['measure', 'replay', 'identify'];
const KEY = 'firsthand.denied';
/** A tab may sleep for long. 30 days, in milliseconds. */
const MAX_AGE = 30 * 24 * 60 * 60_000;

/**
 * Refusals where a session is shared by all subdomains of a site: a page hears of those on other origins by no event, so that
 * they are written into a cookie as wide as the session's, and looked for before anything is stored or sent. It holds the
 * epoch time at which each purpose was denied last; what this page was told later goes before that.
 *
 * @param withdraw told, after the present script, what was refused on another page
 */
export function createRefusals(
  configuration: RumConfiguration,
  { saidAt }: Pick<Consent, 'saidAt'>,
  withdraw: (denied: Denied) => void,
) {
  if (!configuration.trackSessionAcrossSubdomains)
    return { tell() {}, elsewhere: (): Denied => ({}) };
  const storage = cookieStorage({ key: KEY, maxAge: MAX_AGE }, configuration);
  /** Whoever is on the site may have written there. */
  const read = () => {
    const kept = guard(() => JSON.parse(storage.get() ?? '{}') as Partial<Times> | null, ignore);
    return Object.fromEntries(
      PURPOSES.map((purpose) => [purpose, kept?.[purpose]]).filter(([, at]) => Number.isFinite(at)),
    ) as Partial<Times>;
  };
  return {
    /** Tells the other pages what was denied on this one. */
    tell(denied: Denied): void {
      const times = Object.keys(denied).map((purpose) => [purpose, epochNow()] as const);
      guard(() => storage.set(toJson({ ...read(), ...Object.fromEntries(times) })), ignore);
    },
    /** What was refused on other pages, and is still to be taken back on this one. */
    elsewhere(signal: AbortSignal): Denied {
      const refused = Object.entries(read()).filter(
        ([purpose, at]) => at > saidAt(purpose as Purpose) && at <= epochNow(),
      );
      const denied: Denied = Object.fromEntries(refused.map(([purpose]) => [purpose, 'denied']));
      if (refused.length) void afterScript(() => signal.aborted || withdraw(denied));
      return denied;
    },
  };
}
