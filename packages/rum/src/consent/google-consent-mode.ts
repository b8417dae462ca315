import { onAbort } from '@firsthand/core';
import type { ConsentState, Purpose, TrackingConsent } from '@firsthand/privacy';

/** A consent type of Google Consent Mode: `analytics_storage`, `ad_user_data`, `personalization_storage`, … */
type GoogleConsentType = string;

export interface GoogleConsentModeOptions {
  /**
   * The consent types that each purpose needs, all of them. Default: `analytics_storage`, and for `identify`
   * `personalization_storage` as well
   */
  types?: Partial<Record<Purpose, readonly GoogleConsentType[]>>;
}

const TYPES: Record<Purpose, readonly GoogleConsentType[]> = {
  measure: ['analytics_storage'],
  replay: ['analytics_storage'],
  identify: ['analytics_storage', 'personalization_storage'],
};

/**
 * Takes consent from what a page tells Google Consent Mode (`gtag('consent', 'default' | 'update', …)`), now and later,
 * until `signal` aborts. Start with `trackingConsent: 'pending'`: a default that denies is no answer of the person, so it
 * counts as `pending`. Defaults for regions are not heeded, since the region is not known here.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export function followGoogleConsentMode(
  rum: { setTrackingConsent(consent: TrackingConsent): void },
  { types }: GoogleConsentModeOptions = {},
  signal?: AbortSignal,
): void {
  const needed = { ...TYPES, ...types };
  const said = new Map<GoogleConsentType, ConsentState>();
  const page = globalThis as { dataLayer?: unknown[] };
  const layer = (page.dataLayer ??= []);

  const stateOf = (purpose: Purpose): ConsentState => {
    const states = needed[purpose].map((type) => said.get(type) ?? 'pending');
    return states.find((state) => state !== 'granted') ?? 'granted';
  };
  const read = (entry: unknown): boolean => {
    const { 0: command, 1: action, 2: given } = (entry ?? []) as ArrayLike<unknown>;
    if (command !== 'consent' || !given || (action !== 'default' && action !== 'update'))
      return false;
    const { region, ...states } = given as Record<string, unknown>;
    if (region !== undefined) return false;
    const refusal = action === 'default' ? 'pending' : 'denied';
    for (const [type, state] of Object.entries(states)) {
      if (state === 'granted' || state === 'denied')
        said.set(type, state === 'granted' ? state : refusal);
    }
    return true;
  };
  const tell = () =>
    rum.setTrackingConsent({
      measure: stateOf('measure'),
      replay: stateOf('replay'),
      identify: stateOf('identify'),
    });

  if (layer.map(read).some(Boolean)) tell();
  const { push } = layer;
  const listen = (...entries: unknown[]) => {
    const length = push.apply(layer, entries);
    if (!signal?.aborted && entries.map(read).some(Boolean)) tell();
    return length;
  };
  layer.push = listen;
  if (signal) onAbort(signal, () => layer.push === listen && (layer.push = push));
}
