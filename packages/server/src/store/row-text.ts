import type { EventRow } from './event-row.js';
import type { SegmentRow } from './segment-row.js';

/**
 * A row as JSON. An event is JSON already, and goes in as it is: the store takes an object for its text where a column is one, and
 * need not read what would have had to be escaped.
 * https://clickhouse.com/docs/operations/settings/formats#input_format_json_read_objects_as_strings
 */
export function rowText(row: EventRow | SegmentRow): string {
  if (!('event' in row)) return JSON.stringify(row);
  const { event, enrichment, ...columns } = row;
  return `${JSON.stringify(columns).slice(0, -1)},"event":${event},"enrichment":${enrichment}}`;
}

/** The row that {@link rowText} made a text of. */
export function rowOfText(text: string): EventRow | SegmentRow {
  const row = JSON.parse(text) as EventRow | SegmentRow;
  if (!('event' in row)) return row;
  const [event, enrichment] = [JSON.stringify(row.event), JSON.stringify(row.enrichment)];
  return { ...row, event, enrichment };
}
