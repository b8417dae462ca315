import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { EventRow } from '../store/event-row.js';
import type { SegmentRow } from '../store/segment-row.js';
import type { Ids } from './subject.js';

/** Rows that the store refuses for good, line by line in one file. */
export interface RefusedRows {
  add(row: EventRow | SegmentRow): Promise<void>;
  /** Removes rows by what they belong to. */
  remove(isErased: (ids: Ids) => boolean): Promise<void>;
}

export function openRefusedRows(path: string): RefusedRows {
  // One at a time, so that no row is added while the file is written anew.
  let last: Promise<void> = Promise.resolve();
  const inTurn = (task: () => Promise<void>) => (last = last.then(task, task));
  return {
    add: (row) => inTurn(() => appendFile(path, `${JSON.stringify(row)}\n`)),
    remove: (isErased) =>
      inTurn(async () => {
        const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
        const kept = lines.filter((line) => {
          const ids = idsOfLine(line);
          return ids && !isErased(ids);
        });
        if (!kept.length) return rm(path, { force: true });
        await writeFile(`${path}.new`, `${kept.join('\n')}\n`);
        await rename(`${path}.new`, path);
      }),
  };
}

/** `undefined` of what a crash tore. */
function idsOfLine(line: string): Ids | undefined {
  try {
    const row = JSON.parse(line) as Pick<EventRow, 'application_id' | 'session_id'> &
      Partial<Pick<EventRow, 'user_ids'>>;
    const { application_id: application, session_id: session, user_ids: users = [] } = row;
    return { application, session, users };
  } catch {
    return undefined;
  }
}
