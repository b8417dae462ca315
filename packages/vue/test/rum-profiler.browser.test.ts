import { h, ref, type Component } from 'vue';
import { expect, it } from 'vitest';
import { RumProfiler } from '../src/index.js';
import { usePages } from './render.js';

const page = usePages();

/** Keeps the browser busy for so many milliseconds. */
const Heavy: Component = {
  props: { work: { type: Number, required: true } },
  render() {
    const end = performance.now() + this.work;
    while (performance.now() < end);
    return `work of ${this.work} ms`;
  },
};

it('each rendering of what a profiler holds is a vital', async () => {
  page.init();
  const work = ref(30);
  page.render({
    render: () => [
      h(RumProfiler, { name: 'heavy' }, () => h(Heavy, { work: work.value })),
      h(Heavy, { work: 500 }),
    ],
  });
  await page.shown('work of 30 ms');
  work.value = 60;
  await page.shown('work of 60 ms');
  const vitals = await page.told.atLeast(2, 'vital');
  expect(vitals).toMatchObject([
    {
      vital: { type: 'duration', name: 'vueComponentRender', description: 'heavy' },
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
