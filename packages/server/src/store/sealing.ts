import { recurring } from './recurring.js';
import type { Store } from './store.js';

const MINUTE = 60_000;
/** How often it is looked for partitions to be merged, in milliseconds. */
const INTERVAL = 5 * MINUTE;
/** How long nothing must have come into a partition, at least, in milliseconds. */
const QUIET = 10 * MINUTE;
/** A large one must have been quiet for as long as so many bytes a second take, since one late row has all of it written anew. */
const BYTES_A_SECOND = 1_000_000;

export interface Sealing {
  /** Merges what is quiet, one partition after the other. @returns how many */
  seal(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Merges each day of events, once no more come, into one part: of one part `FINAL` has nothing to compare, and costs nothing.
 * ClickHouse by itself leaves a large part beside small ones for ever.
 * https://github.com/ClickHouse/ClickHouse/issues/88838
 *
 * @param onFault told when it fails; it is tried again
 */
export function openSealing(
  store: Pick<Store, 'query' | 'command' | 'layout'>,
  { onFault, quiet = QUIET }: { onFault: (fault: unknown) => void; quiet?: number },
): Sealing {
  const seal = async (isStopped: () => boolean) => {
    let sealed = 0;
    for (const { partition } of await unsealed(store, quiet)) {
      if (isStopped()) break;
      await store.command(
        // Another server may have just done it.
        `OPTIMIZE TABLE events PARTITION ID '${partition}' FINAL SETTINGS optimize_skip_merged_partitions = 1`,
      );
      sealed += 1;
    }
    return sealed;
  };
  const { run, stop } = recurring(seal, { interval: INTERVAL, onFault });
  return { seal: run, stop };
}

/** Partitions of several parts, or of one that was never merged, into which nothing has come for long enough. */
function unsealed(
  { query, layout }: Pick<Store, 'query' | 'layout'>,
  quiet: number,
): Promise<{ partition: string }[]> {
  return query(
    `SELECT partition_id AS partition, max(came) AS last FROM (
       SELECT partition_id, max(modification_time) AS came FROM ${layout.system('parts')}
       WHERE database = currentDatabase() AND table = '${layout.rowsOf('events')}' AND active
       GROUP BY shardNum(), partition_id
       HAVING (count() > 1 OR max(level) = 0)
         AND came <= now() - greatest(${quiet / 1_000}, sum(bytes_on_disk) / ${BYTES_A_SECOND})
     ) GROUP BY partition_id ORDER BY last`,
  );
}
