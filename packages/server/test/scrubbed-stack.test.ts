import type { RumEvent } from '@firsthand/protocol';
import { expect, it } from 'vitest';
import { createScrubber } from '../../privacy/src/scrub/scrubber.js';
import { errorStack } from '../src/enrich/error-stack.js';

const { text } = createScrubber();
const framesOf = (stack: string) =>
  errorStack({ type: 'error', error: { stack } } as RumEvent).error?.frames;

it.each([
  [
    'Chromium',
    `TypeError: no user jane@a.test
    at load (https://a.test/app.js?v=jane@a.test:10:5)
    at async Promise.all (index 0)
    at https://jane:pw@a.test/u/jane@a.test/b.js#x:2:30
    at eval (eval at run (https://a.test/c.js?t=1:1:2), <anonymous>:3:4)
    at blob:https://a.test/550e8400-e29b:1:2`,
  ],
  [
    'Firefox',
    `load@https://a.test/app.js?v=jane@a.test:10:5
async*run/<@https://jane:pw@a.test/u/jane@a.test/b.js#x:2:30
@webpack:///./src/App.vue?vue&type=script&lang=ts:12:8`,
  ],
  [
    'Safari',
    `load@https://a.test/app.js?v=jane@a.test:10:5
global code@https://jane:pw@a.test/u/jane@a.test/b.js:2:30
forEach@[native code]`,
  ],
])('a scrubbed stack of %s has the frames, places and functions it had', (_, stack) => {
  const scrubbed = text(stack);
  const places = (frames: ReturnType<typeof framesOf>) =>
    frames?.map(({ function: name, line, column }) => [name, line, column]);
  expect(places(framesOf(scrubbed))).toEqual(places(framesOf(stack)));
  expect(framesOf(stack)?.length).toBeGreaterThan(1);
  expect(scrubbed).not.toMatch(/jane|pw@|[?#]/);
});
