import { inDocument, onAbort, toJson } from '@firsthand/core';
import { createTeller, whenThere, type Consentable, type Needed } from './tool.js';

/** What is used of Klaro's consent manager. */
export interface KlaroManager {
  /** Whether the person has answered. */
  confirmed: boolean;
  /** By service: what holds, and not what is just being chosen. */
  savedConsents: Record<string, boolean | undefined>;
  getService(name: string): { optOut?: boolean } | undefined;
  watch(watcher: { update(): void }): void;
  unwatch(watcher: { update(): void }): void;
}

export interface KlaroOptions {
  /** The services of your configuration that each purpose needs, all of them. Default: `firsthand` */
  services?: Partial<Needed<string>>;
  /** The manager, where Klaro is imported: `klaro.getManager(config)`. Default: `window.klaro.getManager()` */
  manager?: KlaroManager;
}

const SERVICES: Needed<string> = {
  measure: ['firsthand'],
  replay: ['firsthand'],
  identify: ['firsthand'],
};

/**
 * Takes consent from Klaro, now and whenever the person changes it, until `signal` aborts. Start with
 * `trackingConsent: 'pending'`. What Klaro has by default before an answer is none, unless the service is one to opt out of.
 *
 * @see https://klaro.org/docs/integration/js-api
 */
export function followKlaro(
  rum: Consentable,
  { services, manager }: KlaroOptions = {},
  signal?: AbortSignal,
): void {
  const tell = createTeller(rum, { ...SERVICES, ...services });
  const follow = (tool: KlaroManager) => {
    let last = '';
    const update = () => {
      // It tells of each switch that is moved before anything is saved.
      const state = toJson([tool.confirmed, tool.savedConsents]);
      if (state === last) return;
      last = state;
      tell({
        hasAnswered: tool.confirmed,
        allows: (name) =>
          !!tool.savedConsents[name] && (tool.confirmed || !!tool.getService(name)?.optOut),
      });
    };
    const watcher = { update };
    tool.watch(watcher);
    if (signal) onAbort(signal, () => tool.unwatch(watcher));
    update();
  };
  // The first to ask makes the manager, which activates the scripts that are in the document by then.
  const find = () =>
    manager ??
    (inDocument('readyState') === 'loading'
      ? undefined
      : (globalThis as { klaro?: { getManager(): KlaroManager } }).klaro?.getManager());
  whenThere({ name: 'klaro', find }, follow, signal);
}
