import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.js';
import { faultForLog } from '../fault.js';
import type { Health } from '../health.js';
import { watchBackfill } from './backfill.js';
import { openCounting, type Counting } from './counting.js';
import { recurring } from './recurring.js';
import { eventsSince, openRetention } from './retention.js';
import { openSealing } from './sealing.js';
import type { Store } from './store.js';

/** How often files of the embedded store that are no longer used are removed, in milliseconds. */
const TIDY_INTERVAL = 60_000;
/** How long `stop` waits: what a node does that is down would take longer, and is begun anew by the next server. */
const STOP_TIMEOUT = 5_000;

/** As the health names them. */
const FIGURES = 'Figures by the hour';

/** What is done with the store beside taking in and answering: old rows go, quiet days are merged, hours counted. */
export interface Upkeep {
  counting: Pick<Counting, 'hold'>;
  /** Begins nothing more, and waits for a while for what is under way. */
  stop(): Promise<void>;
}

export async function openUpkeep(
  store: Store,
  { days, health }: { days: Config['retention']; health: Health },
): Promise<Upkeep> {
  const onFault = (fault: unknown) => console.error('Store:', faultForLog(fault));
  const retention = await openRetention(store, { days, health });
  const { isInDoubt } = retention;
  const backfill = await watchBackfill(store, { tell: console.log, onFault });
  const counting = openCounting(store, {
    since: () => eventsSince(days),
    isInDoubt,
    // Until it works again answers take longer, and are as right.
    onFault: (fault) => health.warn(FIGURES, fault),
    onCounted: () => health.recover(FIGURES),
  });
  const sealing = openSealing(store, { onFault });
  const tidying = recurring(() => store.removeUnusedParts(), { interval: TIDY_INTERVAL, onFault });
  return {
    counting,
    async stop() {
      retention.stop();
      const stopped = [backfill, counting, sealing, tidying].map((work) => work.stop());
      await Promise.race([Promise.all(stopped), wait(STOP_TIMEOUT, undefined, { ref: false })]);
    },
  };
}
