import { afterEach, expect, it, vi } from 'vitest';
import { createClock } from '../src/clock.js';

const minute = 60_000;
let [epoch, relative] = [1e12, 0];

/** The machine is awake for some time, or sleeps: then the page's own clock stands still. */
const pass = (time: number, { asleep = false } = {}) => {
  epoch += time;
  if (!asleep) relative += time;
};

function startClock() {
  [epoch, relative] = [1e12, 0];
  vi.spyOn(Date, 'now').mockImplementation(() => epoch);
  vi.spyOn(performance, 'now').mockImplementation(() => relative);
  return createClock();
}

afterEach(() => vi.restoreAllMocks());

it('what happened before the machine slept keeps its date, whenever that is asked for', () => {
  const clock = startClock();
  pass(minute);
  const before = clock.now();
  pass(60 * minute, { asleep: true });
  pass(5);
  const after = clock.now();
  expect([before, after].map(clock.toEpoch)).toEqual([1e12 + minute, 1e12 + 61 * minute + 5]);
  expect([1e12 + minute, 1e12 + 61 * minute + 5].map(clock.toRelative)).toEqual([before, after]);
});

it('a clock that is set again and again is followed', () => {
  const clock = startClock();
  const times = Array.from({ length: 30 }, () => {
    pass(minute);
    epoch += 2 * minute;
    return [clock.now(), epoch] as const;
  });
  for (const [at, was] of times.slice(-15)) expect(clock.toEpoch(at)).toBe(was);
});

it('small differences between the clocks move nothing', () => {
  const clock = startClock();
  pass(minute);
  epoch += 900;
  expect(clock.toEpoch(clock.now())).toBe(1e12 + minute);
});
