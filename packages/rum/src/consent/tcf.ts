import { clearTimer, now, onAbort, setTimer, type Timer } from '@firsthand/core';
import type { ConsentState, Purpose, TrackingConsent } from '@firsthand/privacy';

/** What the consent platform says: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework */
interface TcData {
  gdprApplies?: boolean;
  eventStatus?: 'tcloaded' | 'cmpuishown' | 'useractioncomplete';
  listenerId?: number;
  purpose?: { consents?: Record<number, boolean | undefined> };
  vendor?: { consents?: Record<number, boolean | undefined> };
}

// oxlint-disable-next-line max-params -- Of the framework.
type TcfApi = (
  command: string,
  version: 2,
  callback: (data: TcData, isSuccess: boolean) => void,
  parameter?: unknown,
) => void;

export interface TcfOptions {
  /**
   * The TCF purposes that each of ours needs, all of them. Default: 1 and 8 (storage, measuring content) for `measure`, 10
   * (improving services) as well for `replay`, 9 (understanding audiences) as well for `identify`
   */
  purposes?: Partial<Record<Purpose, readonly number[]>>;
  /** Your vendor in the Global Vendor List, whose consent is needed too. */
  vendorId?: number;
}

const PURPOSES: Record<Purpose, readonly number[]> = {
  measure: [1, 8],
  replay: [1, 8, 10],
  identify: [1, 8, 9],
};

/** How often a platform that comes later is looked for, in milliseconds. */
const LOOK_INTERVAL = 200;
/** When it is said that there is none, and looked for it less often. */
const PATIENCE = 10_000;
const RARE_INTERVAL = 2_000;

/**
 * Takes consent from a platform of the IAB's Transparency and Consent Framework, version 2, now and whenever the person
 * changes it, until `signal` aborts. Start with `trackingConsent: 'pending'`. A platform that comes later is waited for; after
 * 10 s without one that is said once.
 */
export function followTcf(
  rum: { setTrackingConsent(consent: TrackingConsent): void },
  { purposes, vendorId }: TcfOptions = {},
  signal?: AbortSignal,
): void {
  const needed = { ...PURPOSES, ...purposes };
  const follow = (api: TcfApi) =>
    api('addEventListener', 2, (data, isSuccess) => {
      if (signal?.aborted) {
        return api('removeEventListener', 2, () => {}, data.listenerId);
      }
      if (!isSuccess) return;
      if (data.gdprApplies === false) return rum.setTrackingConsent('granted');
      // The person is being asked; what they said before stands until they have answered.
      if (data.eventStatus === 'cmpuishown') return;
      const isVendorAllowed = vendorId === undefined || data.vendor?.consents?.[vendorId] === true;
      const stateOf = (purpose: Purpose): ConsentState =>
        isVendorAllowed && needed[purpose].every((id) => data.purpose?.consents?.[id] === true)
          ? 'granted'
          : 'denied';
      rum.setTrackingConsent({
        measure: stateOf('measure'),
        replay: stateOf('replay'),
        identify: stateOf('identify'),
      });
    });
  whenThere(follow, signal);
}

/** Calls `follow` with the page's interface, once there is one. */
function whenThere(follow: (api: TcfApi) => void, signal?: AbortSignal): void {
  const began = now();
  let interval = LOOK_INTERVAL;
  let timer: Timer | undefined;
  const look = () => {
    const api = (globalThis as { __tcfapi?: TcfApi }).__tcfapi;
    if (api) return follow(api);
    if (interval === LOOK_INTERVAL && now() - began > PATIENCE) {
      interval = RARE_INTERVAL;
      console.warn('Firsthand: the page has no __tcfapi yet; consent stays as it is.');
    }
    timer = setTimer(look, interval);
  };
  if (signal) onAbort(signal, () => clearTimer(timer));
  if (!signal?.aborted) look();
}
