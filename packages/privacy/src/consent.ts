/** `pending`: the person has not said yet. */
export type ConsentState = 'granted' | 'pending' | 'denied';

/** What a person may allow: that visits are measured, that they are recorded, that they bear a name. */
export type Purpose = 'measure' | 'replay' | 'identify';

/** One answer for all purposes, or one for each. */
export type TrackingConsent = ConsentState | Partial<Record<Purpose, ConsentState>>;

export interface Consent {
  /**
   * What holds for a purpose. Nothing is allowed that measuring is not, and what Global Privacy Control forbids is
   * `denied` whatever was said.
   */
  of(purpose: Purpose): ConsentState;
  /** Takes what the person says; a purpose that they do not speak of stays as it was. A word that is none denies. */
  change(given: TrackingConsent): void;
}

const PURPOSES: readonly Purpose[] = ['measure', 'replay', 'identify'];
const STATES = new Set<ConsentState>(['granted', 'pending', 'denied']);

/**
 * Keeps what a person has consented to. What they have not spoken of is `pending`.
 *
 * @param isOptedOut whether the browser asks, by Global Privacy Control, not to be followed:
 *   https://www.w3.org/TR/gpc/. Replay and identity are denied then
 */
export function createConsent(isOptedOut: () => boolean): Consent {
  const said: Record<Purpose, ConsentState> = {
    measure: 'pending',
    replay: 'pending',
    identify: 'pending',
  };
  return {
    of(purpose) {
      const { measure } = said;
      if (measure !== 'granted' || purpose === 'measure') return measure;
      return isOptedOut() ? 'denied' : said[purpose];
    },
    change(given) {
      for (const purpose of PURPOSES) {
        const state = typeof given === 'object' ? given?.[purpose] : given;
        if (state) said[purpose] = STATES.has(state) ? state : 'denied';
      }
    },
  };
}

/** The purposes that are denied; `undefined` if none is. */
export function deniedOf(given: TrackingConsent): TrackingConsent | undefined {
  const denied = PURPOSES.filter((purpose) =>
    [given, (given as Partial<Record<Purpose, ConsentState>>)?.[purpose]].includes('denied'),
  );
  return denied.length
    ? Object.fromEntries(denied.map((purpose) => [purpose, 'denied' as const]))
    : undefined;
}
