import type { StoreAnswer } from '@firsthand/protocol/query';
import { HOUR } from './client-hour.js';
import { countHours, type EventsSince, type HoursToCount } from './count-hours.js';
import { recurring } from './recurring.js';
import type { Store } from './store.js';
import type { ClientHour } from './touched-hours.js';

type Queries = Pick<Store, 'query'>;

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
  since: () => EventsSince;
  /** Whether the clock cannot be believed, by which it is known of which hours events are there. */
  isInDoubt?: () => boolean;
  /** Told when it fails; it is tried again. */
  onFault: (fault: unknown) => void;
  /** Told when all was counted, and nothing failed. */
  onCounted?: () => void;
  quiet?: number;
}

/**
 * Keeps the figures by the hour as the events are, behind what is asked and what comes in. An hour is marked by a random number
 * each time that its events change; the sum of its marks is taken off once it is counted, so that what came meanwhile is left.
 */
export function openCounting(
  store: Pick<Store, 'insert' | 'query' | 'command' | 'settle'>,
  { since, onFault, onCounted, isInDoubt = () => false, quiet = QUIET }: CountingParts,
): Counting {
  let last: Promise<unknown> = Promise.resolve();
  const hold = <Result>(task: () => Promise<Result>): Promise<Result> => {
    const done = last.then(task, task);
    last = done;
    return done;
  };
  const countSome = async (touched: TouchedHours) => {
    const marks = await marksOf(store, touched);
    if (!marks.length) return 0;
    // A replica may have heard of a change before it has the events.
    await store.settle('events');
    const hours = marks.map(({ client_hour }) => client_hour);
    // Later than any other count of them, whatever another server's clock says, or this one's said.
    const countedAt = Math.max(Date.now(), 1 + (await lastCounted(store, touched)));
    await countHours(store, { ...touched, hours, countedAt, since: since() });
    await store.insert('touched_hours', marks.map(takenOff));
    return hours.length;
  };
  const countAll = async (isStopped: () => boolean) => {
    let [counted, failed] = [0, 0];
    if (isInDoubt()) return counted;
    for (const touched of await touchedHours(store, quiet)) {
      if (isStopped()) break;
      counted += await hold(() => countSome(touched)).catch((fault: unknown) => {
        failed += 1;
        onFault(fault);
        return 0;
      });
    }
    if (!failed && !isStopped()) onCounted?.();
    return counted;
  };
  const { run, stop } = recurring(countAll, { interval: INTERVAL, onFault });
  return { count: run, hold, stop };
}

/** What is still to be counted. */
export async function countingOf({ query }: Queries): Promise<StoreAnswer['counting']> {
  const [left] = await query<{ hours: number; changed_at: number }>(
    `SELECT toFloat64(count()) AS hours, toFloat64(min(at)) AS changed_at
     FROM (
       SELECT max(touched_at) AS at FROM touched_hours GROUP BY application_id, client_hour
       HAVING sum(balance) != 0
     )`,
  );
  return left?.hours ? left : { hours: 0, changed_at: null };
}

type TouchedHours = Pick<HoursToCount, 'application' | 'hours'>;

/** All hours to be counted, in groups that are counted at once: those of the last days first, and of each application in turn. */
async function touchedHours({ query }: Queries, quiet: number): Promise<TouchedHours[]> {
  const found = await query<TouchedHours>(
    `SELECT application_id AS application, groupArray(toFloat64(client_hour)) AS hours
     FROM (
       SELECT application_id, client_hour FROM touched_hours GROUP BY application_id, client_hour
       HAVING sum(balance) != 0 AND abs(max(touched_at) - ${Date.now()}) >= ${quiet}
       ORDER BY abs(client_hour - ${Math.floor(Date.now() / HOUR)})
     )
     GROUP BY application`,
  );
  const groups = found.flatMap(({ application, hours }) =>
    Array.from({ length: Math.ceil(hours.length / AT_ONCE) }, (_, turn) => ({
      turn,
      application,
      hours: hours.slice(turn * AT_ONCE, (turn + 1) * AT_ONCE),
    })),
  );
  return groups.toSorted((a, b) => a.turn - b.turn);
}

/** When they were counted last, in milliseconds since the epoch. */
async function lastCounted({ query }: Queries, { application, hours }: TouchedHours) {
  const last = (table: string) => `(SELECT max(counted_at) FROM ${table}
    WHERE application_id = {application:String} AND client_hour IN {hours:Array(Int64)})`;
  const [found] = await query<{ at: number }>(
    `SELECT toFloat64(greatest(${last('hourly_figures')}, ${last('hourly_sessions')})) AS at`,
    { application, hours },
  );
  return found?.at ?? 0;
}

/** What marks an hour as touched. */
interface Mark extends ClientHour {
  /** In digits: it may have more than a number holds. */
  balance: string;
}

function marksOf({ query }: Queries, { application, hours }: TouchedHours): Promise<Mark[]> {
  return query(
    `SELECT application_id, toFloat64(client_hour) AS client_hour, toString(sum(balance)) AS balance
     FROM touched_hours WHERE application_id = {application:String} AND client_hour IN {hours:Array(Int64)}
     GROUP BY application_id, client_hour HAVING sum(touched_hours.balance) != 0`,
    { application, hours },
  );
}

function takenOff({ balance, ...hour }: Mark) {
  const opposite = balance.startsWith('-') ? balance.slice(1) : `-${balance}`;
  return { ...hour, balance: opposite, touched_at: Date.now() };
}
