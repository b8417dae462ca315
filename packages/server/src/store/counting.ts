import { countHours, type HoursToCount } from './count-hours.js';
import type { Store } from './store.js';

const MINUTE = 60_000;
/** How often it is looked for hours that are to be counted, in milliseconds. */
const INTERVAL = MINUTE;
/** How long no event must have come into an hour before it is counted: until then it is read as it is, in milliseconds. */
const QUIET = MINUTE;
/** Hours that are counted at once. */
const AT_ONCE = 12;

export interface Counting {
  /** Counts all hours that were touched and have been quiet since. @returns how many */
  count(): Promise<number>;
  /** Does something while nothing is counted. */
  hold<Result>(task: () => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

interface CountingParts {
  /** The first hour of which all events are there, in hours since the epoch. */
  since: () => number;
  /** Told when it fails; it is tried again. */
  onFault: (fault: unknown) => void;
  quiet?: number;
}

/** Keeps the figures by the hour as the events are, behind what is asked and what comes in. */
export function openCounting(
  store: Pick<Store, 'insert' | 'query' | 'command'>,
  { since, onFault, quiet = QUIET }: CountingParts,
): Counting {
  let isStopped = false;
  let counting: Promise<number> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const hold = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const done = last.then(task, task);
    last = done;
    return done;
  };
  const countSome = async () => {
    const touched = await touchedHours(store, quiet);
    if (!touched) return 0;
    const { application, hours, balances, countedAt } = touched;
    await countHours(store, { application, hours, countedAt, since: since() });
    await store.insert(
      'touched_hours',
      hours.map((client_hour, index) => ({
        application_id: application,
        client_hour,
        balance: opposite(balances[index]),
        touched_at: 0,
      })),
    );
    return hours.length;
  };
  const countAll = async () => {
    let counted = 0;
    while (!isStopped) {
      const some = await hold(countSome);
      if (!some) break;
      counted += some;
    }
    return counted;
  };
  const count = () =>
    (counting ??= countAll().finally(() => {
      counting = undefined;
    }));
  const timer = setInterval(() => void count().catch(onFault), INTERVAL).unref();
  return {
    count,
    hold,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await counting?.catch(() => {});
    },
  };
}

interface TouchedHours extends Omit<HoursToCount, 'since'> {
  /** What is to be taken off once each hour is counted, in digits: they have more than a number holds. */
  balances: readonly string[];
}

/** Some hours of one application, the latest first. */
async function touchedHours(
  { query }: Pick<Store, 'query'>,
  quiet: number,
): Promise<TouchedHours | undefined> {
  const now = Date.now();
  // Later than any other count, also where a clock was set back.
  const [touched] = await query<TouchedHours>(
    `SELECT application_id AS application, groupArray(toFloat64(client_hour)) AS hours,
       groupArray(toString(balance)) AS balances,
       toFloat64(greatest(${now}, 1 + (SELECT max(counted_at) FROM hourly_figures),
         1 + (SELECT max(counted_at) FROM hourly_sessions))) AS countedAt
     FROM (
       SELECT application_id, client_hour, sum(balance) AS balance FROM touched_hours
       GROUP BY application_id, client_hour
       HAVING balance != 0 AND max(touched_at) <= ${now - quiet}
       ORDER BY application_id, client_hour DESC LIMIT ${AT_ONCE} BY application_id
     )
     GROUP BY application LIMIT 1`,
  );
  return touched;
}

function opposite(balance = '0'): string {
  return balance.startsWith('-') ? balance.slice(1) : `-${balance}`;
}
