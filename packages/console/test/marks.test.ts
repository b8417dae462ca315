import type { StoredEvent } from '@firsthand/protocol/query';
import { expect, it } from 'vitest';
import { BEFORE_ERROR, bucketsOf, marksOf, nextError } from '../src/pages/replay/marks.js';

const event = (type: string, date: number, fields: object) =>
  ({ type, date, event_id: `${type} ${date}`, ...fields }) as unknown as StoredEvent;
const error = (date: number) => event('error', date, { error: { message: 'x', source: 'source' } });

it('events are marks of their kind, in the order of time; what is no mark is left out', () => {
  const marks = marksOf([
    event('view', 0, {
      view: { name: '/', performance: { lcp: { timestamp: 9e6 }, cls: { score: 0.1 } } },
    }),
    error(5),
    event('action', 3, { action: { type: 'click', target: { name: 'Buy' } } }),
    event('action', 4, {
      action: { type: 'click', target: { name: 'Buy' }, frustration: { type: ['rage_click'] } },
    }),
    event('resource', 1, { resource: { type: 'fetch', method: 'GET', url: '/a' } }),
    event('resource', 2, { resource: { type: 'image', url: '/b.png' } }),
    event('vital', 6, { vital: { type: 'duration', name: 'search', duration: 1e6 } }),
    event('long_task', 7, { long_task: { duration: 1 } }),
  ]);
  expect(marks).toEqual([
    { kind: 'request', at: 1, title: 'GET /a' },
    { kind: 'action', at: 3, title: 'Buy' },
    { kind: 'frustration', at: 4, title: 'Buy · rage click' },
    { kind: 'error', at: 5, title: 'x' },
    { kind: 'vital', at: 6, title: 'search: 1 ms' },
    { kind: 'vital', at: 9, title: 'LCP 9 ms' },
  ]);
});

it('marks of one kind share a place, however many there are, and none is outside', () => {
  const marks = marksOf(Array.from({ length: 5_000 }, (_, index) => error(index)));
  const buckets = bucketsOf(marks, { start: 1_000, end: 2_000, places: 10 });
  expect(buckets.length).toBe(11);
  expect(buckets.reduce((sum, { titles }) => sum + titles.length, 0)).toBe(1_001);
  expect([buckets[0]?.place, buckets.at(-1)?.place]).toEqual([0, 1]);
});

it('the next error is each in turn, then none', () => {
  const marks = marksOf([error(10_000), error(20_000)]);
  const first = nextError(marks, 0);
  const second = nextError(marks, first ?? 0);
  expect([first, second, nextError(marks, second ?? 0)]).toEqual([
    10_000 - BEFORE_ERROR,
    20_000 - BEFORE_ERROR,
    undefined,
  ]);
});
