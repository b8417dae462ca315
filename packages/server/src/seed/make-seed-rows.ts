import { rowText } from '../store/row-text.js';
import { toEventRow, type EventRow } from '../store/event-row.js';
import { toSegmentRow, type SegmentRow } from '../store/segment-row.js';
import { openClientHours, type ClientHour } from '../store/touched-hours.js';
import type { SeedOptions } from './options.js';
import { visitsOf, type Delivery } from './visits.js';

/** The rows of a slice, by when they arrive. */
export interface SeedRows extends Record<Delivery['when'], RowTexts> {
  /** Rows of `replay_segments`. */
  segments: RowTexts;
  /** The hours that its events are of. */
  hours: ClientHour[];
  /** Events that were written, and rows that are left of them when each counts once. */
  events: number;
  rows: number;
}

/** Rows as JSON, one a line, some hundred in each text. */
export type RowTexts = string[];

/** Makes the rows of a slice, in a thread: long texts cross threads at once, many objects do not. */
export function makeSeedRows({
  options,
  slice,
}: {
  options: SeedOptions;
  slice: number;
}): SeedRows {
  const lines = { before: openLines(), with: openLines(), after: openLines() };
  const segmentLines = openLines();
  const hours = openClientHours();
  const ids = new Set<string>();
  let events = 0;
  let rows = 0;
  for (const { deliveries, segments } of visitsOf(options, slice)) {
    for (const delivery of deliveries) {
      const row = toEventRow(delivery);
      lines[delivery.when].add(row);
      hours.add(row);
      ids.add(delivery.eventId);
    }
    events += deliveries.length;
    rows += ids.size;
    ids.clear();
    for (const segment of segments) segmentLines.add(toSegmentRow(segment));
  }
  return {
    before: lines.before.end(),
    with: lines.with.end(),
    after: lines.after.end(),
    segments: segmentLines.end(),
    hours: hours.list(),
    events,
    rows,
  };
}

/** Rows that are joined at once: a thread's memory is small, and a text that is made row by row takes twice as much. */
const JOINED = 256;

function openLines() {
  const texts: RowTexts = [];
  let lines: string[] = [];
  const join = () => {
    if (lines.length) texts.push(lines.join('\n'));
    lines = [];
  };
  return {
    add(row: EventRow | SegmentRow) {
      if (lines.push(rowText(row)) === JOINED) join();
    },
    end(): RowTexts {
      join();
      return texts;
    },
  };
}
