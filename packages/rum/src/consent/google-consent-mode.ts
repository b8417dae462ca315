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
  /**
   * Where the person is, as ISO 3166-2 has it: `DE`, `US-CA`. A server may know. Default: nobody does, and the strictest
   * default counts
   */
  region?: string;
}

const TYPES: Record<Purpose, readonly GoogleConsentType[]> = {
  measure: ['analytics_storage'],
  replay: ['analytics_storage'],
  identify: ['analytics_storage', 'personalization_storage'],
};

/**
 * Takes consent from what a page tells Google Consent Mode (`gtag('consent', 'default' | 'update', …)`), now and later,
 * until `signal` aborts. Start with `trackingConsent: 'pending'`: a default that denies is no answer of the person, so it
 * counts as `pending`. Of defaults for regions the strictest counts until the person has answered, unless `region` is told;
 * an answer stands whatever defaults come after it.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent
 */
export function followGoogleConsentMode(
  rum: { setTrackingConsent(consent: TrackingConsent): void },
  { types, region }: GoogleConsentModeOptions = {},
  signal?: AbortSignal,
): void {
  const needed = { ...TYPES, ...types };
  const answers = new Map<GoogleConsentType, ConsentState>();
  /** The latest of each type and region; `''`: everywhere. */
  const defaults = new Map<GoogleConsentType, Map<string, ConsentState>>();
  const page = globalThis as { dataLayer?: unknown[] };
  const layer = (page.dataLayer ??= []);

  const defaultOf = (type: GoogleConsentType): ConsentState => {
    const byRegion = defaults.get(type) ?? new Map<string, ConsentState>();
    const everywhere = byRegion.get('');
    if (region === undefined)
      return [...byRegion.values()].includes('pending') ? 'pending' : (everywhere ?? 'pending');
    const [country = ''] = region.split('-');
    return byRegion.get(region) ?? byRegion.get(country) ?? everywhere ?? 'pending';
  };
  const stateOf = (purpose: Purpose): ConsentState => {
    const states = new Set(needed[purpose].map((type) => answers.get(type) ?? defaultOf(type)));
    return (['denied', 'pending'] as const).find((state) => states.has(state)) ?? 'granted';
  };
  const addDefault = (type: string, regions: string[], state: 'granted' | 'denied') => {
    const byRegion = defaults.get(type) ?? new Map<string, ConsentState>();
    defaults.set(type, byRegion);
    for (const each of regions) byRegion.set(each, state === 'granted' ? state : 'pending');
  };
  const read = (entry: unknown): boolean => {
    const { 0: command, 1: action, 2: given } = (entry ?? []) as ArrayLike<unknown>;
    if (command !== 'consent' || !given || (action !== 'default' && action !== 'update'))
      return false;
    const { region: regions = '', ...states } = given as Record<string, unknown>;
    for (const [type, state] of Object.entries(states)) {
      if (state !== 'granted' && state !== 'denied') continue;
      if (action === 'update') answers.set(type, state);
      else addDefault(type, [regions].flat().map(String), state);
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
