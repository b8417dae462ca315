import { comesTrue } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../src/batch.js';
import { intakeOf } from '../src/intake.js';
import { createOfflineQueue } from '../src/offline-queue.js';
import { unsentName } from '../src/unsent.js';

const batch = (id: string, bytes = 1_000): Batch => ({
  id,
  content: `content of ${id}`,
  bytes,
  events: 1,
});
const DAY = 24 * 60 * 60_000;

let abort = new AbortController();
let serial = 0;
let intake = intakeOf('/');

/** A queue as a page has it; those of one test are of one intake. */
const open = () => createOfflineQueue({ intake, note: () => {} }, abort.signal);

/** What a later page hands over, and the server takes. */
async function drained(accept = true) {
  const ids: string[] = [];
  await open().drain(async ({ id }) => {
    ids.push(id);
    return accept;
  });
  return ids;
}

/** Reads without taking anything out. */
const kept = async () => (await drained(false)).length;

describe('the offline queue', () => {
  beforeEach(() => {
    abort = new AbortController();
    serial += 1;
    intake = intakeOf(`https://intake.test/${serial}`);
  });
  afterEach(() => {
    abort.abort();
    vi.restoreAllMocks();
    localStorage.clear();
    indexedDB.deleteDatabase(unsentName(intake));
  });

  it('hands over what earlier pages kept, oldest first, once', async () => {
    const queue = open();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 5_000);
    queue.keep(batch('first'));
    await comesTrue(async () => expect(await kept()).toBe(1));
    vi.restoreAllMocks();
    queue.keepAtOnce([batch('last')]);
    expect(await drained()).toEqual(['first', 'last']);
    expect(await drained()).toEqual([]);
  });

  it('keeps what is not taken', async () => {
    open().keepAtOnce([batch('one')]);
    expect(await drained(false)).toEqual(['one']);
    expect(await drained()).toEqual(['one']);
  });

  it('has what was kept at once before the page can end', () => {
    open().keepAtOnce([batch('one')]);
    expect(Object.keys(localStorage)).toEqual([`${unsentName(intake)} one`]);
  });

  it('keeps at once what is still on its way to the database', () => {
    const queue = open();
    queue.keep(batch('one'));
    queue.keepAtOnce([]);
    expect(Object.keys(localStorage)).toEqual([`${unsentName(intake)} one`]);
  });

  it('writes what it keeps at once a single time, however often a page ends', () => {
    const queue = open();
    const [read, write] = [
      vi.spyOn(Storage.prototype, 'getItem'),
      vi.spyOn(Storage.prototype, 'setItem'),
    ];
    for (let end = 0; end < 100; end += 1) queue.keepAtOnce([batch('one'), batch('two')]);
    expect([read.mock.calls.length, write.mock.calls.length]).toEqual([0, 2]);
  });

  it('keeps half a megabyte at once, and no more', () => {
    open().keepAtOnce([batch('a', 300_000), batch('b', 150_000), batch('c', 300_000)]);
    expect(Object.keys(localStorage)).toHaveLength(2);
  });

  it('forgets what was delivered', async () => {
    const queue = open();
    const [one, two] = [batch('one'), batch('two')];
    queue.keep(one);
    queue.keepAtOnce([two]);
    await comesTrue(async () => expect(await kept()).toBe(1));
    for (const delivered of [one, two]) queue.forget(delivered);
    await comesTrue(async () => expect(await drained()).toEqual([]));
    expect(localStorage).toHaveLength(0);
  });

  it('forgets what is more than a day old', async () => {
    open().keepAtOnce([batch('old')]);
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + DAY + 1);
    open().keepAtOnce([batch('new')]);
    expect(await drained()).toEqual(['new']);
  });

  it('forgets the oldest of more than 5 MB', async () => {
    const queue = open();
    for (const id of ['a', 'b', 'c']) {
      queue.keep(batch(id, 2_000_000));
      await comesTrue(async () => expect((await kept()) > 0).toBe(true));
    }
    await comesTrue(async () => expect(await drained(true)).toHaveLength(2));
  });

  it('is emptied, also of what is just being kept', async () => {
    const queue = open();
    queue.keep(batch('one'));
    queue.keepAtOnce([batch('two')]);
    abort.abort();
    queue.keep(batch('three'));
    queue.keepAtOnce([batch('four')]);
    queue.clear();
    abort = new AbortController();
    await comesTrue(async () => expect(await drained()).toEqual([]));
    expect(localStorage).toHaveLength(0);
  });

  it('hands over once what the network is back for often, also without locks', async () => {
    vi.spyOn(Navigator.prototype, 'locks', 'get').mockReturnValue(undefined as never);
    open().keepAtOnce([batch('one'), batch('two')]);
    const queue = open();
    const handedOver: string[] = [];
    const drain = () =>
      queue.drain(async ({ id }) => {
        handedOver.push(id);
        await new Promise((done) => setTimeout(done, 10));
        return true;
      });
    await Promise.all(Array.from({ length: 20 }, drain));
    expect(handedOver.toSorted()).toEqual(['one', 'two']);
  });

  it('waits for a database that never answers with so many batches, and no more', () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockReturnValue(new EventTarget() as never);
    const kept: unknown[] = [];
    const queue = createOfflineQueue({ intake, note: (_, id) => kept.push(id) }, abort.signal);
    for (let id = 0; id < 150; id += 1) queue.keep(batch(`batch ${id}`));
    expect(kept.length).toBe(100);
  });

  it('hands over nothing more once it is emptied', async () => {
    const queue = open();
    queue.keepAtOnce([batch('one'), batch('two')]);
    const handedOver: string[] = [];
    await queue.drain(async ({ id }) => {
      handedOver.push(id);
      queue.clear();
      return true;
    });
    expect(handedOver).toHaveLength(1);
  });

  it('leaves other things in local storage alone', () => {
    localStorage.setItem('of the page', '1');
    const queue = open();
    queue.keepAtOnce([batch('one')]);
    queue.clear();
    expect(Object.keys(localStorage)).toEqual(['of the page']);
  });

  it('keeps nothing, and does not throw, where storage is blocked', async () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.spyOn(indexedDB, 'open').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
    const queue = open();
    queue.keep(batch('one'));
    queue.keepAtOnce([batch('two')]);
    queue.forget(batch('one'));
    queue.clear();
    expect(await drained()).toEqual([]);
  });

  it('keeps nothing, and does not throw, where there is no room', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    open().keepAtOnce([batch('one')]);
    expect(await drained()).toEqual([]);
  });
});
