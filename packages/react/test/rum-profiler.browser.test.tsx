import { eventually } from '@firsthand/testing';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { RumProfiler } from '../src/index.js';
import { usePages } from './render.js';

const page = usePages();

/** Keeps the browser busy for so many milliseconds. */
function Heavy({ work }: { work: number }) {
  const end = performance.now() + work;
  while (performance.now() < end);
  return `work of ${work} ms`;
}

function Page() {
  const [work, setWork] = useState(30);
  return (
    <button type="button" onClick={() => setWork(60)}>
      <RumProfiler name="heavy">
        <Heavy work={work} />
      </RumProfiler>
      <Heavy work={500} />
    </button>
  );
}

it('each rendering of what a profiler holds is a vital, however StrictMode repeats it', async () => {
  page.init();
  page.render(<Page />);
  await page.shown('work of 30 ms');
  (await eventually('the button', () => page.container.querySelector('button'))).click();
  await page.shown('work of 60 ms');
  const vitals = await page.told.atLeast(2, 'vital');
  expect(vitals).toMatchObject([
    {
      vital: { type: 'duration', name: 'reactComponentRender', description: 'heavy' },
      context: { isFirstRender: true },
    },
    { context: { isFirstRender: false } },
  ]);
  const [first = 0, second = 0] = vitals.map(({ vital }) => (vital.duration ?? 0) / 1e6);
  expect(first).toBeGreaterThanOrEqual(30);
  expect(second).toBeGreaterThanOrEqual(60);
  // Without what is beside it.
  expect(first).toBeLessThan(500);
});
