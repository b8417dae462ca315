import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Whole records of a segment, as they are on disk. */
export interface Piece {
  records: Uint8Array;
  /** How far the piece reaches, in bytes: a torn tail counts as read. */
  bytes: number;
}

/** What is read at once, in bytes; a longer record is read whole. */
const PIECE_BYTES = 4 * 1024 ** 2;
const LF = 10;

export function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(12, '0')}.segment`);
}

/** The segments in a folder, oldest first; the folder is made if need be. */
export async function listSegments(folder: string): Promise<{ number: number; size: number }[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = (await readdir(folder)).filter((name) => name.endsWith('.segment'));
  names.sort();
  return Promise.all(
    names.map(async (name) => ({
      number: Number.parseInt(name, 10),
      size: (await stat(join(folder, name))).size,
    })),
  );
}

export async function removeSegment(folder: string, number: number): Promise<void> {
  await rm(segmentPath(folder, number), { force: true });
}

/** Keeps a segment with damaged records for whoever can mend them; it is not read again. */
export async function keepDamaged(folder: string, number: number): Promise<void> {
  const path = segmentPath(folder, number);
  await rename(path, path.replace(/segment$/, 'damaged'));
}

export async function removeDamaged(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.damaged'));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

/** Reads whole records from `offset`. */
export async function readPiece(
  folder: string,
  { number, offset, size }: { number: number; offset: number; size: number },
): Promise<Piece> {
  const file = await open(segmentPath(folder, number), 'r');
  try {
    let length = Math.min(PIECE_BYTES, size - offset);
    for (;;) {
      const bytes = Buffer.alloc(length);
      await readFully(file, bytes, offset);
      const end = bytes.lastIndexOf(LF) + 1;
      const atEnd = offset + length >= size;
      if (end || atEnd) return { records: bytes.subarray(0, end), bytes: atEnd ? length : end };
      length = Math.min(length * 2, size - offset);
    }
  } finally {
    await file.close();
  }
}

/** A single read may stop short. */
async function readFully(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (!bytesRead) return;
    done += bytesRead;
  }
}
