import { createTeller, onToolEvents, type Consentable, type Needed } from './tool.js';

export interface OneTrustOptions {
  /** The ids of the groups that each purpose needs, all of them. Default: `C0002`, performance; for `identify` `C0003` as well */
  groups?: Partial<Needed<string>>;
}

interface Page {
  /** As `,C0001,C0002,`. */
  OnetrustActiveGroups?: string;
  /** Before its script has run, what the page has set up. */
  OneTrust?: { IsAlertBoxClosed?(): boolean };
}

const GROUPS: Needed<string> = {
  measure: ['C0002'],
  replay: ['C0002'],
  identify: ['C0002', 'C0003'],
};

/**
 * Takes consent from OneTrust, now and whenever the person changes it, until `signal` aborts. Start with
 * `trackingConsent: 'pending'`. Groups that are active before an answer, as where the law is to opt out, count.
 *
 * @see https://developer.onetrust.com/onetrust/docs/javascript-events-guide
 */
export function followOneTrust(
  rum: Consentable,
  { groups }: OneTrustOptions = {},
  signal?: AbortSignal,
): void {
  const page = globalThis as Page;
  const tell = createTeller(rum, { ...GROUPS, ...groups });
  const update = (active: readonly string[]) =>
    tell({
      hasAnswered: page.OneTrust?.IsAlertBoxClosed?.() ?? false,
      allows: (group) => active.includes(group),
    });
  onToolEvents(['OneTrustGroupsUpdated'], update, signal);
  const { OnetrustActiveGroups: active } = page;
  if (typeof active === 'string' && !signal?.aborted) update(active.split(','));
}
