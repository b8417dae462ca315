import { createTeller, onToolEvents, type Consentable, type Needed } from './tool.js';

/** What the tool keeps of an answer. */
interface Answer {
  categories?: readonly string[];
}

/** What is used of the tool: its module, or `window.CookieConsent`. */
export interface OrestbidaApi {
  validConsent(): boolean;
  acceptedCategory(category: string): boolean;
}

export interface OrestbidaOptions {
  /** The categories that each purpose needs, all of them. Default: `analytics` */
  categories?: Partial<Needed<string>>;
  /** The tool, where it is imported. Default: `window.CookieConsent`, if that is there */
  cookieConsent?: OrestbidaApi;
}

const CATEGORIES: Needed<string> = {
  measure: ['analytics'],
  replay: ['analytics'],
  identify: ['analytics'],
};

/**
 * Takes consent from orestbida's CookieConsent, version 3, now and whenever the person changes it, until `signal` aborts.
 * Start with `trackingConsent: 'pending'`.
 *
 * @see https://cookieconsent.orestbida.com/advanced/callbacks-events.html
 */
export function followOrestbida(
  rum: Consentable,
  { categories, cookieConsent }: OrestbidaOptions = {},
  signal?: AbortSignal,
): void {
  const tell = createTeller(rum, { ...CATEGORIES, ...categories });
  onToolEvents<{ cookie: Answer }>(
    ['cc:onConsent', 'cc:onChange'],
    ({ cookie: { categories: accepted = [] } }) =>
      tell({ hasAnswered: true, allows: (category) => accepted.includes(category) }),
    signal,
  );
  const tool = cookieConsent ?? (globalThis as { CookieConsent?: OrestbidaApi }).CookieConsent;
  if (tool && !signal?.aborted)
    tell({
      hasAnswered: tool.validConsent(),
      allows: (category) => tool.acceptedCategory(category),
    });
}
