import { open, type FileHandle } from 'node:fs/promises';
import { encodeRecord } from './record.js';
import {
  keepDamaged,
  listSegments,
  readPiece,
  removeDamaged,
  removeSegment,
  segmentPath,
  type Piece,
} from './segments.js';

/**
 * Where what was accepted waits for the store, on disk before it is acknowledged: batches of events in one log,
 * segments of replays in another. Records are appended to numbered segments; a segment is removed when all of it is
 * stored. After a crash everything left is read again: the store holds each event once all the same.
 */
export interface IntakeLog {
  /** Resolves when a record, JSON of an object, is on disk. @throws {IntakeLogFull} when `capacityBytes` would be exceeded */
  append(json: string): Promise<void>;
  /** The next piece that is not yet stored; waits for one. `undefined` when closed and nothing is left. */
  next(): Promise<Piece | undefined>;
  /**
   * Says that the piece last given by `next` is stored.
   *
   * @param damaged where in it records begin that the disk spoilt, in bytes
   */
  stored(piece: Piece, damaged?: readonly number[]): Promise<void>;
  /** Resolves when all that was appended before is stored, and none of it is in the log's files any more. */
  drain(): Promise<void>;
  /** Removes kept segments with damaged records, of which nobody can say whose they are. */
  removeDamaged(): Promise<void>;
  /** Bytes that wait for the store. */
  readonly waitingBytes: number;
  /** Whether a record would find room. */
  readonly hasRoom: boolean;
  close(): Promise<void>;
}

export class IntakeLogFull extends Error {}

/** A segment this large is closed and the next one begun, in bytes. */
const SEGMENT_BYTES = 16 * 1024 ** 2;

/** A record from this size on is written by itself, in bytes. */
const HEAVY = 100_000;

/** A record that waits to be written. */
interface Waiting {
  bytes: Buffer;
  resolve: () => void;
  reject: (error: unknown) => void;
}

interface Segment {
  number: number;
  /** Bytes that are on disk. */
  size: number;
}

export async function openIntakeLog({
  path,
  capacityBytes,
  onDamaged = () => {},
}: IntakeLogOptions): Promise<IntakeLog> {
  const segments: Segment[] = await listSegments(path);
  let file: FileHandle | undefined;
  let readOffset = 0;
  let waitingBytes = segments.reduce((sum, { size }) => sum + size, 0);
  let light: Waiting[] = [];
  const heavy: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let wake = () => {};
  let closed = false;
  let number = segments.at(-1)?.number ?? 0;
  /** Segments up to this number are appended to no more. */
  let sealed = 0;
  let drains: { last: number; resolve: () => void }[] = [];
  /** Numbers of segments. */
  const damagedOnes = new Set<number>();

  /** A segment left by an earlier process is never appended to: its tail may be torn. */
  const current = async (): Promise<Segment> => {
    const last = segments.at(-1);
    if (file && last && last.size < SEGMENT_BYTES && last.number > sealed) return last;
    await file?.close();
    const begun = { number: (number += 1), size: 0 };
    file = await open(segmentPath(path, begun.number), 'a');
    segments.push(begun);
    return begun;
  };

  /** One write and one sync. */
  const writeGroup = async (group: readonly Waiting[]) => {
    try {
      const segment = await current();
      const [first] = group;
      const bytes =
        first && group.length === 1 ? first.bytes : Buffer.concat(group.map((one) => one.bytes));
      await file?.appendFile(bytes);
      await file?.datasync();
      segment.size += bytes.length;
      for (const { resolve } of group) resolve();
      wake();
    } catch (error) {
      await file?.close().catch(() => {});
      file = undefined; // What was written in part stays behind as a torn tail.
      for (const { bytes, reject } of group) {
        waitingBytes -= bytes.length;
        reject(error);
      }
    }
  };

  /** All light records that arrived during the last write together, then one heavy one: no light one waits for two of those. */
  const writeWaiting = async () => {
    while (light.length || heavy.length) {
      const group = light;
      light = [];
      if (group.length) await writeGroup(group);
      const next = heavy.shift();
      if (next) await writeGroup([next]);
    }
    writing = undefined;
    wake();
  };

  const isDone = ([first, second]: Segment[]) =>
    !!first &&
    readOffset >= first.size &&
    (!!second || closed || !file || (first.number <= sealed && !writing));

  const removeDone = async () => {
    for (let [first] = segments; first && isDone(segments); [first] = segments) {
      const unused = segments.length === 1 ? file : undefined;
      if (unused) file = undefined;
      await unused?.close();
      await (damagedOnes.delete(first.number) ? keepDamaged : removeSegment)(path, first.number);
      segments.shift();
      readOffset = 0;
      const next = segments[0]?.number ?? Number.POSITIVE_INFINITY;
      for (const { last, resolve } of drains) if (next > last) resolve();
      drains = drains.filter(({ last }) => next <= last);
    }
  };

  return {
    async append(json) {
      const bytes = encodeRecord(json);
      if (waitingBytes + bytes.length > capacityBytes) throw new IntakeLogFull();
      waitingBytes += bytes.length;
      await new Promise<void>((resolve, reject) => {
        (bytes.length < HEAVY ? light : heavy).push({ bytes, resolve, reject });
        writing ??= writeWaiting();
      });
    },
    async next() {
      for (;;) {
        await removeDone();
        const [first] = segments;
        if (first && readOffset < first.size) {
          return readPiece(path, { ...first, offset: readOffset });
        }
        if (isDone(segments)) continue;
        if (closed && !writing) return undefined;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async stored({ bytes }, damaged = []) {
      const [first] = segments;
      for (const place of damaged) {
        if (!first) break;
        damagedOnes.add(first.number);
        onDamaged(`${segmentPath(path, first.number)}, byte ${readOffset + place}`);
      }
      readOffset += bytes;
      waitingBytes -= bytes;
    },
    async drain() {
      await writing;
      sealed = number;
      if (!segments.length) return;
      const done = new Promise<void>((resolve) => drains.push({ last: sealed, resolve }));
      wake();
      await done;
    },
    removeDamaged: () => removeDamaged(path),
    get waitingBytes() {
      return waitingBytes;
    },
    get hasRoom() {
      return waitingBytes < capacityBytes;
    },
    async close() {
      await writing;
      closed = true;
      await file?.close();
      file = undefined;
      wake();
    },
  };
}

interface IntakeLogOptions {
  /** Folder of the segments. */
  path: string;
  capacityBytes: number;
  /** Told where a record is that the disk spoilt. Its segment is kept. Default: nobody is */
  onDamaged?: (place: string) => void;
}
