import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHistory } from '../src/history.js';

const change = fc.oneof(
  fc.record({ do: fc.constant('start' as const), after: fc.nat(100) }),
  fc.record({ do: fc.constant('end' as const), after: fc.nat(100) }),
);

it('answers as a list of all that ever was would, for as far back as it remembers', () => {
  fc.assert(
    fc.property(fc.array(change), fc.integer({ min: 1, max: 20 }), (changes, maxEntries) => {
      const history = createHistory<number>(maxEntries);
      const all: { value: number; start: number; end: number }[] = [];
      let time = 0;
      for (const [value, { do: what, after }] of changes.entries()) {
        time += after;
        const open = all.at(-1);
        if (open?.end === Infinity) open.end = time;
        if (what === 'start') {
          history.start(value, time);
          all.push({ value, start: time, end: Infinity });
        } else {
          history.end(time);
        }
      }
      const remembered = all.slice(-maxEntries);
      for (let at = 0; at <= time + 1; at += 0.5) {
        const expected = remembered.findLast(({ start, end }) => start <= at && at < end)?.value;
        expect(history.find(at)).toBe(expected);
      }
      for (const { value, end } of remembered) {
        expect(history.hasEnded(value)).toBe(end < Infinity);
      }
    }),
  );
});
