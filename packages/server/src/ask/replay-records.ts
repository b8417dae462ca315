import type { ReplaySegment } from '@firsthand/protocol/query';
import type { Store } from '../store/store.js';
import type { ReplayOf } from './replay.js';

/** What is read from the store at once, in bytes of records. */
const PIECE_BYTES = 4_000_000;

/** What is in these segments? One line each, as a ReplayRecords; no more is read than is taken. */
export async function* replayRecords(
  store: Pick<Store, 'query'>,
  { segments, ...of }: ReplayOf & { segments: readonly ReplaySegment[] },
): AsyncIterable<string> {
  for (const piece of piecesOf(segments)) {
    const ids = piece.map(({ id }) => id);
    const rows = await store.query<{ id: string; records: string }>(
      `SELECT segment_id AS id, records FROM replay_segments FINAL
       WHERE application_id = {application:String} AND session_id = {session:String}
         AND segment_id IN {ids:Array(String)}`,
      { ...of, ids },
    );
    const records = new Map(rows.map((row) => [row.id, row.records]));
    for (const id of ids) {
      const lines = records.get(id);
      if (lines !== undefined) yield lineOf(id, lines);
    }
  }
}

function lineOf(segment: string, lines: string): string {
  return `{"segment":${JSON.stringify(segment)},"records":[${lines.replaceAll('\n', ',')}]}\n`;
}

function piecesOf(segments: readonly ReplaySegment[]): ReplaySegment[][] {
  const pieces: ReplaySegment[][] = [];
  let bytes = PIECE_BYTES;
  for (const segment of segments) {
    bytes += segment.bytes;
    if (bytes > PIECE_BYTES) {
      pieces.push([]);
      ({ bytes } = segment);
    }
    pieces.at(-1)?.push(segment);
  }
  return pieces;
}
