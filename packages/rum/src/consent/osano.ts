import { onAbort } from '@firsthand/core';
import { createTeller, whenThere, type Consentable, type Needed } from './tool.js';

/** A category of Osano's: `ANALYTICS`, `PERSONALIZATION`, `STORAGE`, … */
type OsanoConsent = Partial<Record<string, 'ACCEPT' | 'DENY'>>;

type OsanoListener = (consent: OsanoConsent | undefined) => void;

interface OsanoApi {
  addEventListener(type: string, listener: OsanoListener): void;
  removeEventListener(type: string, listener: OsanoListener): void;
}

export interface OsanoOptions {
  /** The categories that each purpose needs, all of them. Default: `ANALYTICS`, and for `identify` `PERSONALIZATION` as well */
  categories?: Partial<Needed<string>>;
}

const CATEGORIES: Needed<string> = {
  measure: ['ANALYTICS'],
  replay: ['ANALYTICS'],
  identify: ['ANALYTICS', 'PERSONALIZATION'],
};

const EVENTS = ['osano-cm-initialized', 'osano-cm-consent-saved'];

/**
 * Takes consent from Osano's consent platform, now and whenever the person saves another, until `signal` aborts. Start with
 * `trackingConsent: 'pending'`.
 *
 * @see https://developers.osano.com/cmp/javascript-api/developer-documentation-consent-javascript-api
 */
export function followOsano(
  rum: Consentable,
  { categories }: OsanoOptions = {},
  signal?: AbortSignal,
): void {
  const tell = createTeller(rum, { ...CATEGORIES, ...categories });
  const listener: OsanoListener = (consent) =>
    tell({ hasAnswered: !!consent, allows: (category) => consent?.[category] === 'ACCEPT' });
  const find = () => (globalThis as { Osano?: { cm?: OsanoApi } }).Osano?.cm;
  const follow = (tool: OsanoApi) => {
    // oxlint-disable-next-line no-restricted-properties -- The tool's own, and no event target's.
    for (const type of EVENTS) tool.addEventListener(type, listener);
    if (signal)
      onAbort(signal, () => {
        for (const type of EVENTS) tool.removeEventListener(type, listener);
      });
  };
  whenThere({ name: 'Osano.cm', find }, follow, signal);
}

/** Osano's free banner, as its callbacks have it for `this`. */
interface OsanoBanner {
  options: { type?: string };
}

/**
 * Options for Osano's free banner, the package `cookieconsent` 3: they tell each answer. With `type: 'opt-in'` only `allow`
 * grants; else `dismiss` does as well.
 *
 * @example
 * cookieconsent.initialise({ type: 'opt-in', ...osanoCallbacks(rum) });
 * @see https://www.osano.com/cookieconsent/documentation/javascript-api/
 */
export function osanoCallbacks(rum: Consentable) {
  function tell(this: OsanoBanner, status: string): void {
    const isGranted =
      status === 'allow' || (status === 'dismiss' && this.options.type !== 'opt-in');
    rum.setTrackingConsent(isGranted ? 'granted' : 'denied');
  }
  return {
    onInitialise: tell,
    onStatusChange: tell,
    /** Where the person is, no law asks for consent. */
    onNoCookieLaw: () => void rum.setTrackingConsent('granted'),
    /** The person is asked anew; until they answer nothing is allowed. */
    onRevokeChoice: () => void rum.setTrackingConsent('denied'),
  };
}
