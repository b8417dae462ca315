import { epochNow } from '@firsthand/core';

/** `pending`: the person has not said yet. */
export type ConsentState = 'granted' | 'pending' | 'denied';

/** What a person may allow: that visits are measured, that they are recorded, that they bear a name. */
export type Purpose = 'measure' | 'replay' | 'identify';

/** One answer for all purposes, or one for each. */
export type TrackingConsent = ConsentState | Partial<Record<Purpose, ConsentState>>;

/** What a person has denied. */
export type Denied = Partial<Record<Purpose, 'denied'>>;

/** What an event was collected under. */
export type ConsentFacts = Record<Purpose, ConsentState> & {
  /** Epoch time, in milliseconds, of the latest answer. */
  said_at: number;
};

export interface Consent {
  /**
   * What holds for a purpose. Nothing is allowed that measuring is not, and what Global Privacy Control forbids is
   * `denied` whatever was said.
   */
  of(purpose: Purpose): ConsentState;
  /** Epoch time at which a purpose was spoken of last; 0: never. */
  saidAt(purpose: Purpose): number;
  /** The purposes that are denied; `undefined` if none is. */
  denied(): Denied | undefined;
  /** All that holds, as views bear it. */
  facts(): ConsentFacts;
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
  const saidAt = { measure: 0, replay: 0, identify: 0 };
  const stateOf = (purpose: Purpose): ConsentState => {
    const { measure } = said;
    if (measure !== 'granted' || purpose === 'measure') return measure;
    return isOptedOut() ? 'denied' : said[purpose];
  };
  return {
    of: stateOf,
    saidAt: (purpose) => saidAt[purpose],
    denied: () => deniedOf(said),
    facts: () => ({
      measure: stateOf('measure'),
      replay: stateOf('replay'),
      identify: stateOf('identify'),
      said_at: Math.max(...Object.values(saidAt)),
    }),
    change(given) {
      for (const purpose of PURPOSES) {
        const state = typeof given === 'object' ? given?.[purpose] : given;
        if (state === undefined) continue;
        said[purpose] = STATES.has(state) ? state : 'denied';
        saidAt[purpose] = epochNow();
      }
    },
  };
}

/** What is wrong with an answer, for who wrote it; `undefined` when it is right. */
export function answerFault(given: unknown): string | undefined {
  const states = typeof given === 'object' ? Object.values(given ?? {}) : [given];
  const isRight =
    states.length > 0 &&
    states.every((state) => STATES.has(state as ConsentState)) &&
    (typeof given === 'string' ||
      Object.keys(given as object).every((purpose) => PURPOSES.includes(purpose as Purpose)));
  return isRight
    ? undefined
    : "consent is 'granted', 'pending' or 'denied', for all or by measure, replay and identify; any other word denies";
}

/** The purposes that an answer denies, also by a word that is none; `undefined` if none is. */
export function deniedOf(given: TrackingConsent): Denied | undefined {
  const denied = PURPOSES.filter((purpose) => {
    const state = typeof given === 'object' ? given?.[purpose] : given;
    return state === 'denied' || (state !== undefined && !STATES.has(state));
  });
  return denied.length
    ? Object.fromEntries(denied.map((purpose) => [purpose, 'denied' as const]))
    : undefined;
}
