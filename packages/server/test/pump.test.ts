import { expect, it } from 'vitest';
import { openIntakeLog } from '../src/intake-log/intake-log.js';
import type { AcceptedBatch } from '../src/intake-log/record.js';
import { eventRowsOf, pump } from '../src/pump.js';
import type { EventRow } from '../src/store/event-row.js';
import { errorEvent, temporaryFolder } from './fixtures.js';

/** A store that is down for its first inserts and refuses rows of the view `bad`. */
function fakeStore({ failures = 0 } = {}) {
  const inserted: string[] = [];
  let down = failures;
  return {
    inserted,
    async insert(rows: readonly EventRow[]) {
      if (down) throw new Error('down');
      if (rows.some(({ view_name: name }) => name === 'bad')) throw new Error('refused');
      inserted.push(...rows.map(({ view_name: name }) => name));
    },
    async ping() {
      if (!down) return true;
      down -= 1;
      return false;
    },
  };
}

async function pumpNames(names: string[], store: ReturnType<typeof fakeStore>) {
  const log = await openIntakeLog<AcceptedBatch>({ path: temporaryFolder(), capacityBytes: 1e9 });
  const events = names.map((name, line) => ({
    line,
    event: errorEvent('x', { view: { id: 'v', url: '/', name } }) as never,
  }));
  await log.append({ batchId: 'b', receivedAt: 1, enrichment: {}, events });
  await log.close();
  const aside: string[] = [];
  const faults: unknown[] = [];
  await pump(
    {
      log,
      rowsOf: eventRowsOf,
      insert: store.insert,
      ping: store.ping,
      onFault: (fault) => faults.push(fault),
      setAside: async (row) => void aside.push(row.view_name),
    },
    new AbortController().signal,
  );
  return { aside, faults, waiting: log.waitingBytes };
}

it('a row that the store refuses is set aside and keeps back no other', async () => {
  const store = fakeStore();
  const { aside, waiting } = await pumpNames(['a', 'bad', 'b', 'c', 'bad', 'd'], store);
  expect([store.inserted, aside, waiting]).toEqual([['a', 'b', 'c', 'd'], ['bad', 'bad'], 0]);
});

it('while the store is down nothing is set aside, and all of it arrives when it is back', async () => {
  const store = fakeStore({ failures: 2 });
  const { aside, faults, waiting } = await pumpNames(['a', 'b'], store);
  expect([store.inserted, aside, faults.length, waiting]).toEqual([['a', 'b'], [], 2, 0]);
});
