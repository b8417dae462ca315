import { collect, eventually } from '@firsthand/testing';
import { afterEach, expect, it } from 'vitest';
import { longTasks } from '../src/long-tasks.js';
import { resources } from '../src/resources.js';

let running: ReturnType<typeof collect>;
afterEach(() => running.stop());

it('reports an image with its kind, duration and phases that are not negative', async () => {
  running = collect(resources());
  const image = new Image();
  image.src = `/favicon.svg?${crypto.randomUUID()}`;
  document.body.append(image);
  const found = await eventually('the image', () =>
    running.emitted.find(({ data }) => (data['resource'] as { url: string }).url === image.src),
  );
  const resource = found.data['resource'] as Record<string, unknown>;
  expect(resource).toMatchObject({ type: 'image' });
  for (const phase of ['dns', 'connect', 'first_byte', 'download']) {
    const { start = 0, duration = 0 } = (resource[phase] ?? {}) as {
      start?: number;
      duration?: number;
    };
    expect(Math.min(start, duration)).toBeGreaterThanOrEqual(0);
  }
});

it('leaves requests of code to their own collectors', async () => {
  running = collect(resources());
  const url = `${location.origin}/favicon.svg?${crypto.randomUUID()}`;
  await (await fetch(url)).text();
  const marker = new Image();
  marker.src = `/favicon.svg?${crypto.randomUUID()}`;
  document.body.append(marker);
  const urls = () => running.emitted.map(({ data }) => (data['resource'] as { url: string }).url);
  await eventually('a later resource', () => urls().includes(marker.src));
  expect(urls()).not.toContain(url);
});

it('reports a task that is longer than the threshold, and no shorter one', async () => {
  running = collect(longTasks({ threshold: 100 }));
  for (const length of [60, 150]) {
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        const end = performance.now() + length;
        while (performance.now() < end);
        resolve();
      });
    });
  }
  const tasks = await eventually('a long task', () => running.emitted.length && running.emitted);
  const durations = tasks.map(
    ({ data }) => (data['long_task'] as { duration: number }).duration / 1e6,
  );
  expect(Math.min(...durations)).toBeGreaterThanOrEqual(100);
});
