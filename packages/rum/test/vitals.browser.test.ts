import { webVitals } from '@firsthand/collectors';
import { eventually } from '@firsthand/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { onCLS, onINP, type Metric } from 'web-vitals';
import { usePipeline } from './pipeline.js';

const { start } = usePipeline();

beforeEach(() => {
  document.body.innerHTML =
    '<div id="top"></div><p>Text that is pushed down</p><button>Go</button>';
});

const frames = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

function busy(duration: number): void {
  const end = performance.now() + duration;
  while (performance.now() < end);
}

/** Pushes down what is below, out of the blue: half a second after input a shift is nobody's wish. */
async function shift(height: number): Promise<void> {
  await frames();
  const top = document.querySelector<HTMLElement>('#top');
  if (top) top.style.height = `${height}px`;
  await frames();
}

/** The latest performance of each view, oldest first. */
function performances(ofType: ReturnType<typeof start>['ofType']) {
  const latest = new Map(ofType('view').map(({ view }) => [view.id, view.performance]));
  return Array.from(latest.values());
}

describe('layout shifts', () => {
  it('are scored as the web-vitals library does, with the element and its places', async () => {
    const theirs: Metric[] = [];
    onCLS((metric) => theirs.push(metric), { reportAllChanges: true });
    const before = theirs.at(-1)?.value ?? 0;
    const { rum, ofType } = start({ collectors: [webVitals()] });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await shift(100);
    const ours = await eventually('a score', async () => {
      await rum.flush();
      const cls = performances(ofType)[0]?.cls;
      return cls?.score && cls;
    });
    await eventually('their score', () => (theirs.at(-1)?.value ?? 0) > before);
    expect(ours.score).toBeCloseTo(theirs.at(-1)?.value ?? NaN, 3);
    expect(ours.target_selector).toMatch(/^(?:body>)?(?:p|button|#text)|html/);
    expect(ours).toMatchObject({
      previous_rect: expect.anything(),
      current_rect: expect.anything(),
    });
  });

  it('belong to the view in which they happened; one without any has a score of 0', async () => {
    const { rum, ofType } = start({ collectors: [webVitals()] });
    await new Promise((resolve) => setTimeout(resolve, 600));
    history.pushState(null, '', '/vitals-second');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await shift(140);
    history.pushState(null, '', '/vitals-third');
    const scores = await eventually('a score', async () => {
      await rum.flush();
      const all = performances(ofType).map((performance) => performance?.cls?.score);
      return all[1] ? all : undefined;
    });
    expect(scores.slice(1)).toEqual([expect.any(Number), 0]);
    expect(scores[1]).toBeGreaterThan(0);
  });
});

describe('the slowest interaction', () => {
  it('is that which web-vitals finds, with the element and the parts of its time', async () => {
    const theirs: Metric[] = [];
    onINP((metric) => theirs.push(metric), { reportAllChanges: true });
    const { rum, ofType } = start({ collectors: [webVitals()] });
    const button = document.querySelector('button') ?? document.body;
    button.addEventListener('click', () => busy(160));
    await userEvent.click(button);
    // Both tell of the press first, where it is over before the click is.
    const ours = await eventually('the click', async () => {
      await rum.flush();
      const inp = performances(ofType)[0]?.inp;
      return inp && inp.duration >= 160e6 && inp;
    });
    await eventually('the same of theirs', () => theirs.at(-1)?.value === ours.duration / 1e6);
    const {
      input_delay: delay = 0,
      processing_duration: work = 0,
      presentation_delay: paint = 0,
    } = ours.sub_parts ?? {};
    expect(delay + work + paint).toBeCloseTo(ours.duration, -6);
    expect(work).toBeGreaterThanOrEqual(159e6);
    expect(ours.target_selector).toContain('button');
  });

  it('belongs to the view in which it began', async () => {
    const { rum, ofType } = start({ collectors: [webVitals()] });
    const button = document.querySelector('button') ?? document.body;
    button.addEventListener('click', () => {
      busy(80);
      history.pushState(null, '', '/vitals-clicked-away');
    });
    await userEvent.click(button);
    const all = await eventually('an interaction', async () => {
      await rum.flush();
      const found = performances(ofType);
      return found[0]?.inp && found;
    });
    expect(all.map((performance) => !!performance?.inp)).toEqual([true, false]);
  });
});
