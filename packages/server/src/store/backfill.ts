import type { StoreAnswer } from '@firsthand/protocol/query';
import type { Store } from './store.js';

type Backfill = StoreAnswer['backfill'];

/** How often its progress is told, in milliseconds. */
const INTERVAL = 60_000;

const FILLED = 'The columns of rows that were there are filled.';

/** How far the store is with columns that a migration added, in rows that were there before. */
export async function backfillOf({
  query,
  layout,
}: Pick<Store, 'query' | 'layout'>): Promise<Backfill> {
  const isOurs = `database = currentDatabase() AND table = '${layout.rowsOf('events')}'`;
  const [backfill] = await query<NonNullable<Backfill>>(
    `WITH open AS (SELECT * FROM ${layout.system('mutations')}
       WHERE ${isOurs} AND NOT is_done
         AND command LIKE '%MATERIALIZE COLUMN%'),
     parts AS (SELECT name, rows FROM ${layout.system('parts')}
       WHERE ${isOurs} AND active),
     left AS (SELECT DISTINCT arrayJoin(parts_to_do_names) AS name FROM open)
     SELECT (SELECT toFloat64(count()) FROM left) AS parts_to_do,
       (SELECT sumIf(rows, name NOT IN left) / greatest(1, sum(rows)) FROM parts) AS fraction,
       toFloat64(min(toUnixTimestamp(create_time))) * 1000 AS started_at
     FROM open HAVING count() > 0`,
  );
  return backfill ?? null;
}

export interface BackfillWatch {
  /** Resolves when nothing is asked of the store any more. */
  stop(): Promise<void>;
}

/** Tells how far it is until all columns are filled; of a store that has nothing to fill, nothing. */
export async function watchBackfill(
  store: Pick<Store, 'query' | 'layout'>,
  { tell, onFault }: { tell: (sentence: string) => void; onFault: (fault: unknown) => void },
): Promise<BackfillWatch> {
  let told = '';
  const look = async () => {
    const backfill = await backfillOf(store);
    const sentence = backfill ? sentenceOf(backfill) : told && FILLED;
    if (sentence !== told) tell(sentence);
    told = sentence;
    if (!backfill) clearInterval(timer);
  };
  let looking = Promise.resolve();
  const lookAgain = () => (looking = look().catch(onFault));
  const timer = setInterval(() => void lookAgain(), INTERVAL).unref();
  await lookAgain();
  return {
    stop() {
      clearInterval(timer);
      return looking;
    },
  };
}

function sentenceOf({ fraction }: NonNullable<Backfill>): string {
  return `Filling columns of rows that were there: ${Math.floor(fraction * 100)} %`;
}
