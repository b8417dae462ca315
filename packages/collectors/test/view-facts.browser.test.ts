import { collect, eventually } from '@firsthand/testing';
import { afterEach, expect, it } from 'vitest';
import { pageStates, scrollDepth } from '../src/index.js';

let stop = () => {};
afterEach(() => {
  stop();
  document.body.innerHTML = '';
  scrollTo(0, 0);
});

it('scroll depth is the lowest point that was in sight, and stays when one scrolls up again', async () => {
  document.body.innerHTML = '<div style="height: 4000px"></div>';
  const collected = collect(scrollDepth());
  ({ stop } = collected);
  const latest = () => {
    const { display } = (collected.emitted.at(-1)?.data ?? {}) as {
      display?: { scroll: Record<string, number> };
    };
    return display?.scroll;
  };
  await eventually('the first size', () => latest()?.['max_depth'] === innerHeight);
  scrollTo(0, 700);
  await eventually('scrolled', () => latest()?.['max_depth'] === 700 + innerHeight);
  const before = collected.emitted.length;
  scrollTo(0, 0);
  scrollTo(0, 100);
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(collected.emitted).toHaveLength(before);
  expect(latest()).toMatchObject({ max_depth_scroll_top: 700 });
  expect(latest()?.['max_scroll_height']).toBeGreaterThanOrEqual(4_000);
});

it('page states follow focus, sight and the page’s end, without repeating themselves', () => {
  const collected = collect(pageStates());
  ({ stop } = collected);
  const first = document.hasFocus() ? 'active' : 'passive';
  dispatchEvent(new Event('focus'));
  document.dispatchEvent(new Event('freeze'));
  document.dispatchEvent(new Event('freeze'));
  document.dispatchEvent(new Event('resume'));
  dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }));
  const { _dd } = (collected.emitted.at(-1)?.data ?? {}) as {
    _dd?: { page_states: { state: string; start: number }[] };
  };
  expect(_dd?.page_states.map(({ state }) => state)).toEqual([
    first,
    'frozen',
    first,
    'terminated',
  ]);
  expect(_dd?.page_states[0]?.start).toBe(0);
});
