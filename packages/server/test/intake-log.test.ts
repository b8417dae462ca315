import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { IntakeLogFull, openIntakeLog, type IntakeLog } from '../src/intake-log/intake-log.js';
import { decodeRecords, type AcceptedBatch } from '../src/intake-log/record.js';
import type { Piece } from '../src/intake-log/segments.js';
import { temporaryFolder } from './fixtures.js';

const open = (path: string, capacityBytes = 1e9) => openIntakeLog({ path, capacityBytes });
const accepted = (batchId: string): string =>
  JSON.stringify({ batchId, receivedAt: 1, enrichment: {}, events: [] } satisfies AcceptedBatch);
const read = ({ records }: Piece) => {
  const { entries, damaged } = decodeRecords<AcceptedBatch>(records);
  return { ids: entries.map(({ batchId }) => batchId), damaged };
};

/** Reads all that waits, marking it stored or not. */
async function drain(log: IntakeLog, { stored = true } = {}): Promise<string[]> {
  await log.close();
  const ids: string[] = [];
  for (let piece = await log.next(); piece; piece = await log.next()) {
    const found = read(piece);
    ids.push(...found.ids);
    if (!stored) return ids;
    await log.stored(piece, found.damaged);
  }
  return ids;
}

const segments = (path: string) => readdirSync(path).map((name) => join(path, name));

describe('the intake log', () => {
  it('gives batches back in order, and then holds nothing', async () => {
    const path = temporaryFolder();
    const log = await open(path);
    for (const id of ['a', 'b', 'c']) await log.append(accepted(id));
    expect(await drain(log)).toEqual(['a', 'b', 'c']);
    expect([segments(path), log.waitingBytes]).toEqual([[], 0]);
  });

  it('gives back every one of many batches that come at once', async () => {
    const log = await open(temporaryFolder());
    const ids = Array.from({ length: 500 }, (_, n) => `id-${n}`);
    await Promise.all(ids.map((id) => log.append(accepted(id))));
    expect(await drain(log)).toEqual(ids);
  });

  it('has a batch on disk when the append resolves', async () => {
    const path = temporaryFolder();
    const log = await open(path);
    await log.append(accepted('on-disk'));
    expect(
      segments(path)
        .map((file) => readFileSync(file, 'utf8'))
        .join(''),
    ).toContain('on-disk');
    await log.close();
  });

  it('gives back after a restart what was not stored', async () => {
    const path = temporaryFolder();
    const first = await open(path);
    for (const id of ['a', 'b']) await first.append(accepted(id));
    await drain(first, { stored: false });
    const second = await open(path);
    await second.append(accepted('c'));
    expect(await drain(second)).toEqual(['a', 'b', 'c']);
  });

  it('holds nothing of what came before once it is drained, and goes on', async () => {
    const path = temporaryFolder();
    const log = await open(path);
    for (const id of ['a', 'b']) await log.append(accepted(id));
    const ids: string[] = [];
    const reading = (async () => {
      for (let piece = await log.next(); piece; piece = await log.next()) {
        ids.push(...read(piece).ids);
        await log.stored(piece);
      }
    })();
    await log.drain();
    expect([ids, segments(path)]).toEqual([['a', 'b'], []]);
    // While nothing waits, and while more comes.
    await log.drain();
    await Promise.all([log.append(accepted('c')), log.drain(), log.append(accepted('d'))]);
    await log.drain();
    expect([ids, segments(path)]).toEqual([['a', 'b', 'c', 'd'], []]);
    await log.close();
    await reading;
  });

  it('loses nothing when it is drained again and again amid many batches', async () => {
    const path = temporaryFolder();
    const log = await open(path);
    const ids: string[] = [];
    const reading = (async () => {
      for (let piece = await log.next(); piece; piece = await log.next()) {
        ids.push(...read(piece).ids);
        await log.stored(piece);
      }
    })();
    const sent = Array.from({ length: 300 }, (_, n) => `id-${n}`);
    await Promise.all(
      sent.map(async (id, n) => {
        // Spread over several turns of the event loop.
        for (let turn = 0; turn < n; turn += 5) await Promise.resolve();
        await log.append(accepted(id));
        await log.drain();
        expect(ids).toContain(id);
      }),
    );
    expect([ids.toSorted(), segments(path)]).toEqual([sent.toSorted(), []]);
    await log.close();
    await reading;
  });

  it('is not drained while something is not stored', async () => {
    const log = await open(temporaryFolder());
    await log.append(accepted('a'));
    let isDrained = false;
    const draining = log.drain().then(() => (isDrained = true));
    const piece = await log.next();
    expect([piece && read(piece).ids, isDrained]).toEqual([['a'], false]);
    if (piece) await log.stored(piece);
    void log.next();
    await draining;
    await log.close();
  });

  it('leaves out a torn tail, and keeps what comes after it', async () => {
    const path = temporaryFolder();
    const first = await open(path);
    await first.append(accepted('whole'));
    await first.close();
    appendFileSync(segments(path)[0] ?? '', 'abcdef12 {"batchId":"to');
    const second = await open(path);
    await second.append(accepted('after'));
    expect(await drain(second)).toEqual(['whole', 'after']);
    expect(segments(path)).toEqual([]);
  });

  it.each([
    ['in its middle', 'two', 'tvo', ['one', 'three']],
    ['in its checksum', /^(.*)\n./, '$1\nx', ['one', 'three']],
    // The line break before it: the record that it ended is gone, and the next is not.
    ['at its beginning', /\n(?=.*two)/, ' ', ['two', 'three']],
    ['by a line break within', 'two', 't\no', ['one', 'three']],
  ])('loses no record but the one that the disk spoilt %s', async (_, from, to, kept) => {
    const path = temporaryFolder();
    const first = await open(path);
    for (const id of ['one', 'two', 'three']) await first.append(accepted(id));
    await first.close();
    const [file = ''] = segments(path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    const spoilt = readFileSync(file, 'utf8');
    const onDamaged = vi.fn();
    const log = await openIntakeLog({ path, capacityBytes: 1e9, onDamaged });
    expect(await drain(log)).toEqual(kept);
    expect(onDamaged).toHaveBeenCalledWith(expect.stringMatching(/0+1\.segment, byte \d+$/));
    // Somebody may be able to mend it.
    const [left = ''] = segments(path);
    expect([segments(path).length, left, readFileSync(left, 'utf8')]).toEqual([
      1,
      expect.stringMatching(/\.damaged$/),
      spoilt,
    ]);
    await log.removeDamaged();
    expect(segments(path)).toEqual([]);
  });

  it('holds nothing after a restart when all was stored', async () => {
    const path = temporaryFolder();
    const first = await open(path);
    for (const id of ['a', 'b']) await first.append(accepted(id));
    await drain(first);
    const second = await open(path);
    expect([second.waitingBytes, await drain(second)]).toEqual([0, []]);
  });

  it('gives back in order what fills several segments, those from before a restart first', async () => {
    const path = temporaryFolder();
    const ids = Array.from({ length: 40 }, (_, n) => `${n} ${'x'.repeat(1024 ** 2)}`);
    const first = await open(path);
    for (const id of ids.slice(0, 20)) await first.append(accepted(id));
    await first.close();
    const second = await open(path);
    for (const id of ids.slice(20)) await second.append(accepted(id));
    expect(segments(path).length).toBeGreaterThan(3);
    const found = await drain(second);
    expect(found.map((id) => Number.parseInt(id, 10))).toEqual(ids.map((_, n) => n));
    expect([segments(path), second.waitingBytes]).toEqual([[], 0]);
  });

  it('keeps a batch that comes while the last segment of an earlier process is removed', async () => {
    const path = temporaryFolder();
    const first = await open(path);
    await first.append(accepted('before'));
    await first.close();
    const second = await open(path);
    const piece = await second.next();
    if (piece) await second.stored(piece);
    const next = second.next();
    await second.append(accepted('after'));
    const after = await next;
    expect(after && read(after).ids).toEqual(['after']);
    await second.close();
    expect(await drain(await open(path))).toEqual(['after']);
  });

  it('gives back texts with line breaks and characters of several bytes', async () => {
    const log = await open(temporaryFolder());
    const ids = ['two\nlines', 'ü 漢字 😀', '\u2028'];
    for (const id of ids) await log.append(accepted(id));
    expect(await drain(log)).toEqual(ids);
  });

  it('takes no more than its capacity, and more again when there is room', async () => {
    const log = await open(temporaryFolder(), 200);
    await log.append(accepted('a'));
    await expect(log.append(accepted('b'.repeat(200)))).rejects.toThrow(IntakeLogFull);
    const piece = await log.next();
    if (piece) await log.stored(piece);
    expect(log.waitingBytes).toBe(0);
    await log.append(accepted('c'));
    expect(await drain(log)).toEqual(['c']);
  });
});
