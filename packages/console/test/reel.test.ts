import type { ReplaySegment } from '@firsthand/protocol/query';
import { expect, it } from 'vitest';
import { clipAt, leadTo, reelOf } from '../src/replay/reel.js';

/** `a0 0-5 full`: piece 0 of view a, from second 0 to 5, with a full snapshot. */
function pieces(...texts: string[]): ReplaySegment[] {
  return texts.map((text) => {
    const [, view = '', index, start, end, full] =
      /^(\w)(\d+) (\d+)-(\d+)( full)?$/.exec(text) ?? [];
    return {
      id: text,
      view,
      index_in_view: Number(index),
      start: Number(start) * 1_000,
      end: Number(end) * 1_000,
      clock_skew: 0,
      records: 1,
      has_full_snapshot: !!full,
      bytes: 1,
    };
  });
}

/** `a 0-15`: view a is watched from second 0 to 15. */
const watched = (...texts: string[]) =>
  reelOf(pieces(...texts))?.clips.map(
    ({ view, start, end }) => `${view} ${start / 1_000}-${end / 1_000}`,
  );
const missing = (...texts: string[]) =>
  reelOf(pieces(...texts))?.gaps.map(({ start, end }) => `${start / 1_000}-${end / 1_000}`);

it.each([
  ['views one after the other', ['a0 0-5 full', 'a1 5-9', 'b0 10-15 full'], ['a 0-9', 'b 10-15']],
  ['a pause within a view', ['a0 0-5 full', 'a1 300-305'], ['a 0-305']],
  [
    'another tab in a pause of the first, and back',
    ['a0 0-5 full', 'b0 6-10 full', 'a1 20-25'],
    ['a 0-5', 'b 6-10', 'a 20-25'],
  ],
  [
    'two windows at once: the first as long as it goes on',
    ['a0 0-5 full', 'b0 2-7 full', 'a1 5-10', 'b1 7-14', 'a2 10-12'],
    ['a 0-12', 'b 12-14'],
  ],
  ['pieces before the first full snapshot', ['a0 0-5', 'a1 5-10 full'], ['a 5-10']],
  ['no full snapshot at all', ['a0 0-5', 'b0 5-10 full'], ['b 5-10']],
])('%s', (_, texts, clips) => {
  expect(watched(...texts)).toEqual(clips);
});

it.each([
  ['none', ['a0 0-5 full', 'a1 5-10', 'b0 20-25 full'], []],
  ['a piece in the middle', ['a0 0-5 full', 'a1 5-10', 'a4 20-25'], ['10-20']],
  ['the beginning', ['a1 5-10', 'a2 10-15 full'], ['5-10']],
])('of missing pieces it knows %s', (_, texts, gaps) => {
  expect(missing(...texts)).toEqual(gaps);
});

it('of fragments alone nothing can be shown', () => {
  expect(reelOf(pieces('a0 0-5', 'a1 5-10'))).toBeUndefined();
  expect(reelOf([])).toBeUndefined();
});

it('a page is built from the last full snapshot before a time', () => {
  const segments = pieces('a0 0-5 full', 'a1 5-10', 'a2 10-15 full', 'a3 15-20');
  const lead = (second: number) =>
    leadTo(segments, second * 1_000).map(({ index_in_view: i }) => i);
  expect([lead(0), lead(7), lead(10), lead(99)]).toEqual([[0], [0, 1], [2], [2, 3]]);
});

it('a time without a clip is that of the next one; after the last, of the last', () => {
  const reel = reelOf(pieces('a0 0-5 full', 'b0 10-15 full'));
  const at = (second: number) => reel && clipAt(reel, second * 1_000);
  expect([at(0), at(4.9), at(5), at(7), at(12), at(15), at(99)]).toEqual([0, 0, 1, 1, 1, 1, 1]);
});
