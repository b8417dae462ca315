import { userIdsOf } from '../erasure/subject.js';
import { decodeRecords, type AcceptedBatch } from '../intake-log/record.js';
import { rowRules, type RowRules } from './row-rules.js';
import { rowText } from './row-text.js';
import { toEventRow, type EventRow } from './event-row.js';
import { toSegmentRow, type AcceptedSegment, type SegmentRow } from './segment-row.js';
import { openClientHours, type ClientHour } from './touched-hours.js';

/** What a piece of an intake log comes to, as plain data, since it crosses threads. */
export interface MadeRows {
  /** Each row as JSON. */
  rows: string[];
  /** The hours that its events are of. */
  hours: ClientHour[];
  unmade: UnmadeRow[];
  /** Where in the piece records begin that the disk spoilt, in bytes. */
  damaged: number[];
}

/** A row that could not be made, and why. */
interface UnmadeRow {
  unmade: Unmade;
  fault: string;
}

/** What is known of a row that could not be made. */
export interface Unmade {
  application_id: string;
  session_id: string;
  user_ids?: string[];
  /** What it was to be made of. */
  from: Single;
}

/** What becomes one row: a segment, or a batch of one event. */
export type Single = AcceptedSegment | AcceptedBatch;

const noRules = rowRules({ cdnMap: [], filterRules: [] });

/** Makes the rows of whole records; one that cannot be made costs no other. */
export function makeRows({ records }: { records: Uint8Array }, rules = noRules): MadeRows {
  const { singles, damaged } = singlesOf(records);
  const made: MadeRows = { rows: [], hours: [], unmade: [], damaged };
  const hours = openClientHours();
  for (const single of singles) {
    try {
      const row = rowOf(single, rules);
      if (!row) continue;
      made.rows.push(rowText(row));
      hours.add(row);
    } catch (fault) {
      made.unmade.push({ unmade: unmadeOf(single), fault: String(fault) });
    }
  }
  return { ...made, hours: hours.list() };
}

export function singlesOf(records: Uint8Array): { singles: Single[]; damaged: number[] } {
  const { entries, damaged } = decodeRecords<Single>(records);
  const singles = entries.flatMap((entry): Single[] =>
    'events' in entry ? entry.events.map((event) => ({ ...entry, events: [event] })) : [entry],
  );
  return { singles, damaged };
}

export function unmadeOf(from: Single): Unmade {
  if ('header' in from) {
    const { application, session } = from.header;
    return { application_id: application.id, session_id: session.id, from };
  }
  const { event } = eventOf(from);
  const { application, session } = event;
  const ids = { application_id: application.id, session_id: session.id };
  return { ...ids, user_ids: userIdsOf(event), from };
}

/** @returns nothing of an event that the operator does not want */
function rowOf(
  single: Single,
  { networkOf, isDiscarded }: RowRules,
): EventRow | SegmentRow | undefined {
  if ('header' in single) return toSegmentRow(single);
  const { batchId, enrichment, receivedAt } = single;
  const { line, event } = eventOf(single);
  const eventId = `${batchId}:${line}`;
  const row = toEventRow({ event, eventId, enrichment, receivedAt, networkOf });
  return isDiscarded(row) ? undefined : row;
}

function eventOf({ events: [first] }: AcceptedBatch): AcceptedBatch['events'][number] {
  if (!first) throw new Error('A batch of one event has one.');
  return first;
}
