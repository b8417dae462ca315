import { expect, it } from 'vitest';
import { createRecent } from '../src/recent.js';
import type { Finished } from '../src/segments.js';

const segment = (second: number, { snapshot = false, bytes = 10 } = {}): Finished => ({
  exit: false,
  records: new Uint8Array(bytes),
  facts: {
    view: { id: 'v', sessionId: 's' },
    start: second * 1_000,
    end: second * 1_000,
    records_count: 1,
    has_full_snapshot: snapshot,
    creation_reason: 'init',
  },
});
const seconds = (kept: Finished[]) => kept.map(({ facts }) => facts.start / 1_000);

it('keeps the last 30 to 60 seconds, from a full snapshot on', () => {
  const recent = createRecent();
  for (let second = 0; second < 100; second += 5) {
    recent.keep(segment(second, { snapshot: second % 30 === 0 }));
  }
  expect(seconds(recent.takeAll())).toEqual([60, 65, 70, 75, 80, 85, 90, 95]);
  expect(recent.takeAll()).toEqual([]);
});

it('keeps as much when each view has a full snapshot', () => {
  const recent = createRecent();
  for (let second = 0; second <= 70; second += 5) recent.keep(segment(second, { snapshot: true }));
  expect(seconds(recent.takeAll())).toEqual([30, 35, 40, 45, 50, 55, 60, 65, 70]);
});

it('begins with a full snapshot, also when it had no room', () => {
  const recent = createRecent();
  recent.keep(segment(0));
  recent.keep(segment(5, { snapshot: true, bytes: 2_000_000 }));
  recent.keep(segment(10, { bytes: 2_000_000 }));
  recent.keep(segment(15));
  recent.keep(segment(20, { snapshot: true }));
  recent.keep(segment(25));
  expect(seconds(recent.takeAll())).toEqual([20, 25]);
});
