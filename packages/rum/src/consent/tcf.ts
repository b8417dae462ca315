import { createTeller, whenThere, type Consentable, type Needed } from './tool.js';

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
  purposes?: Partial<Needed<number>>;
  /** Your vendor in the Global Vendor List, whose consent is needed too. */
  vendorId?: number;
}

const PURPOSES: Needed<number> = {
  measure: [1, 8],
  replay: [1, 8, 10],
  identify: [1, 8, 9],
};

/**
 * Takes consent from a platform of the IAB's Transparency and Consent Framework, version 2, now and whenever the person
 * changes it, until `signal` aborts. Start with `trackingConsent: 'pending'`. A platform that comes later is waited for; after
 * 10 s without one that is said once.
 */
export function followTcf(
  rum: Consentable,
  { purposes, vendorId }: TcfOptions = {},
  signal?: AbortSignal,
): void {
  const tell = createTeller(rum, { ...PURPOSES, ...purposes });
  const follow = (api: TcfApi) =>
    api('addEventListener', 2, (data, isSuccess) => {
      if (signal?.aborted) {
        return api('removeEventListener', 2, () => {}, data.listenerId);
      }
      if (!isSuccess) return;
      if (data.gdprApplies === false) return void rum.setTrackingConsent('granted');
      // The person is being asked; what they said before stands until they have answered.
      if (data.eventStatus === 'cmpuishown') return;
      const isVendorAllowed = vendorId === undefined || data.vendor?.consents?.[vendorId] === true;
      tell({
        hasAnswered: true,
        allows: (id) => isVendorAllowed && data.purpose?.consents?.[id] === true,
      });
    });
  const find = () => (globalThis as { __tcfapi?: TcfApi }).__tcfapi;
  whenThere({ name: '__tcfapi', find }, follow, signal);
}
