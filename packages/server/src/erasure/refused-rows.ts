import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { EventRow } from '../store/event-row.js';
import type { Unmade } from '../store/make-rows.js';
import type { SegmentRow } from '../store/segment-row.js';
import type { Ids } from './subject.js';

export type Table = 'events' | 'replay_segments';

/** A row that is kept aside. */
export interface RefusedRow {
  table: Table;
  /** Milliseconds since the Unix epoch. */
  at: number;
  /** The kind of fault. */
  fault: string;
  row: EventRow | SegmentRow | Unmade;
}

/** Rows that the store refuses for good, line by line in one file. */
export interface RefusedRows {
  add(refused: RefusedRow): Promise<void>;
  list(): Promise<RefusedRow[]>;
  /** Removes rows by what they belong to. */
  remove(isErased: (ids: Ids) => boolean): Promise<void>;
  /** Offers each row again. Those that `insert` takes leave the file. @returns how many were taken, and how many stay */
  retry(insert: (refused: RefusedRow) => Promise<void>): Promise<{ stored: number; left: number }>;
}

export function openRefusedRows(path: string): RefusedRows {
  // One at a time, so that no row is added while the file is written anew.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const done = last.then(task, task);
    last = done;
    return done;
  };
  const lines = async () => (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const keep = async (kept: readonly string[]) => {
    if (!kept.length) return rm(path, { force: true });
    await writeFile(`${path}.new`, `${kept.join('\n')}\n`, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
  return {
    add: (refused) =>
      inTurn(() => appendFile(path, `${JSON.stringify(refused)}\n`, { mode: 0o600 })),
    list: () => inTurn(async () => (await lines()).flatMap((line) => refusedOf(line) ?? [])),
    remove: (isErased) =>
      inTurn(async () => {
        await keep(
          (await lines()).filter((line) => {
            const ids = idsOf(refusedOf(line));
            return ids && !isErased(ids);
          }),
        );
      }),
    retry: (insert) =>
      inTurn(async () => {
        const left: string[] = [];
        let stored = 0;
        for (const line of await lines()) {
          const refused = refusedOf(line);
          if (!refused) continue;
          const isStored = await insert(refused).then(
            () => true,
            () => false,
          );
          if (isStored) stored += 1;
          else left.push(line);
        }
        await keep(left);
        return { stored, left: left.length };
      }),
  };
}

/** `undefined` of what a crash tore. Earlier versions kept the row alone. */
function refusedOf(line: string): RefusedRow | undefined {
  try {
    const found = JSON.parse(line) as RefusedRow | RefusedRow['row'];
    if ('row' in found) return found;
    const table = 'segment_id' in found ? 'replay_segments' : 'events';
    return { table, at: 0, fault: '', row: found };
  } catch {
    return undefined;
  }
}

function idsOf(refused: RefusedRow | undefined): Ids | undefined {
  if (!refused) return undefined;
  const { application_id: application, session_id: session, ...row } = refused.row;
  return { application, session, users: ('user_ids' in row && row.user_ids) || [] };
}
