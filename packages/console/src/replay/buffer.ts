import type { ReplaySegment } from '@firsthand/protocol/query';
import type { Loaded, readSegments, ReplaySource } from './records.js';

/** What is read in one request, in bytes. */
const REQUEST_BYTES = 3_000_000;

/** What of a view has been read: its pieces from one up to another, without a break. Times are in ms since the epoch. */
export function createBuffer({ source, readSegments, onRecords, onRead, onFault }: BufferParts) {
  let segments: readonly ReplaySegment[] = [];
  let range = { from: 0, to: 0 };
  let reading: AbortController | undefined;
  let isEmpty = true;
  const stop = () => {
    reading?.abort();
    reading = undefined;
  };
  const next = () => segments[range.to];
  /** Until when all has been read, at most until `end`. */
  const until = (end: number) => Math.min(next()?.start ?? end, end);
  const isRead = (end: number) => (next()?.start ?? Number.POSITIVE_INFINITY) > end;

  /** The next pieces up to a time; at least one. */
  const wantedUntil = (target: number): ReplaySegment[] => {
    let bytes = 0;
    const rest = segments.slice(range.to);
    const end = rest.findIndex((segment, index) => {
      const isEnough = index > 0 && (segment.start > target || bytes > REQUEST_BYTES);
      bytes += segment.bytes;
      return isEnough;
    });
    return end < 0 ? rest : rest.slice(0, end);
  };
  const read = async (wanted: readonly ReplaySegment[], { signal }: AbortController) => {
    const to = range.to + wanted.length;
    for await (const { segment, records } of readSegments(source, wanted, signal)) {
      if (records.length && !signal.aborted) await onRecords(records);
      if (signal.aborted) return;
      isEmpty &&= !records.length;
      range.to = segments.indexOf(segment) + 1;
      onRead();
    }
    if (isEmpty) throw new Error('This part of the recording is not stored any more.');
    // What the store has no longer is not waited for.
    range.to = to;
  };

  return {
    until,
    isRead,
    stop,
    /** Begins anew with the pieces of a view, from one of them on. */
    open(of: readonly ReplaySegment[], from: number) {
      stop();
      segments = of;
      range = { from, to: from };
      isEmpty = true;
    },
    /** Whether a piece has been read, or is the next to be. */
    holds: (index: number) => index >= range.from && index <= range.to,
    /** Reads on, one request at a time, unless all up to a time is there. */
    async readOn(target: number) {
      if (reading || !next() || (!isEmpty && until(Number.POSITIVE_INFINITY) > target)) return;
      const abort = new AbortController();
      reading = abort;
      try {
        await read(wantedUntil(target), abort);
        if (abort.signal.aborted) return;
        reading = undefined;
        onRead();
      } catch (error) {
        if (abort.signal.aborted) return;
        reading = undefined;
        onFault(error as Error);
      }
    },
  };
}

interface BufferParts {
  source: ReplaySource;
  readSegments: typeof readSegments;
  /** Resolves when they are shown. */
  onRecords: (records: Loaded[]) => Promise<void>;
  /** Told when more has been read. */
  onRead: () => void;
  onFault: (error: Error) => void;
}
