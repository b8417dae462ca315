import { createTeller, onToolEvents, type Consentable, type Needed } from './tool.js';

type CookiebotCategory = 'preferences' | 'statistics' | 'marketing';

export interface CookiebotOptions {
  /** The categories that each purpose needs, all of them. Default: `statistics`, and for `identify` `preferences` as well */
  categories?: Partial<Needed<CookiebotCategory>>;
}

interface Cookiebot {
  hasResponse: boolean;
  consent: Partial<Record<CookiebotCategory, boolean>>;
}

const CATEGORIES: Needed<CookiebotCategory> = {
  measure: ['statistics'],
  replay: ['statistics'],
  identify: ['statistics', 'preferences'],
};

/** Told when an answer is there, and when it changes. */
const EVENTS = ['CookiebotOnConsentReady', 'CookiebotOnAccept', 'CookiebotOnDecline'];

/**
 * Takes consent from Cookiebot, now and whenever the person changes it, until `signal` aborts. Start with
 * `trackingConsent: 'pending'`.
 *
 * @see https://www.cookiebot.com/en/developer/
 */
export function followCookiebot(
  rum: Consentable,
  { categories }: CookiebotOptions = {},
  signal?: AbortSignal,
): void {
  const tell = createTeller(rum, { ...CATEGORIES, ...categories });
  const update = () => {
    const tool = (globalThis as { Cookiebot?: Cookiebot }).Cookiebot;
    // Until its script has run, an element of that id has its place.
    if (tool?.consent)
      tell({
        hasAnswered: tool.hasResponse,
        allows: (category) => tool.consent[category] === true,
      });
  };
  onToolEvents(EVENTS, update, signal);
  if (!signal?.aborted) update();
}
