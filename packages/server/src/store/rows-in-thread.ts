import { encodeRecord } from '../intake-log/record.js';
import { Overdue, type Threads } from '../threads/threads.js';
import { singlesOf, unmadeOf, type MadeRows, type Single } from './make-rows.js';

/** How long a thread may take, in milliseconds. */
interface Deadlines {
  /** For a piece of a log. One of 4 MB takes some hundred. */
  deadline: number;
  /** For one row. */
  deadlineOfOne: number;
}

const DEADLINES: Deadlines = { deadline: 60_000, deadlineOfOne: 10_000 };

export type RowsOf = (records: Uint8Array) => Promise<MadeRows>;

/** Makes rows in a thread. What takes one too long is given up row by row, so that it costs no other and never comes back. */
export function rowsInThread(threads: Threads, deadlines = DEADLINES): RowsOf {
  return async (records) => {
    try {
      return await threads.run('makeRows', { records }, deadlines.deadline);
    } catch (fault) {
      if (!(fault instanceof Overdue)) throw fault;
      const { singles, damaged } = singlesOf(records);
      const made: MadeRows = { rows: [], hours: [], unmade: [], damaged };
      for (const single of singles) add(await rowInThread(threads, single, deadlines), made);
      return made;
    }
  };
}

/** Makes one row in a thread. */
export async function rowInThread(
  threads: Threads,
  single: Single,
  { deadlineOfOne } = DEADLINES,
): Promise<MadeRows> {
  const records = encodeRecord(JSON.stringify(single));
  try {
    return await threads.run('makeRows', { records }, deadlineOfOne);
  } catch (fault) {
    if (!(fault instanceof Overdue)) throw fault;
    const unmade = [{ unmade: unmadeOf(single), fault: fault.message }];
    return { rows: [], hours: [], unmade, damaged: [] };
  }
}

function add({ rows, hours, unmade }: MadeRows, to: MadeRows): void {
  to.rows.push(...rows);
  to.hours.push(...hours);
  to.unmade.push(...unmade);
}
