import {
  defineCollector,
  forTypes,
  inDocument,
  listen,
  now,
  onAbort,
  onPageExit,
  resizeObserver,
  toNanoseconds,
  whenIdle,
} from '@firsthand/core';

/** How far down each view was seen, in CSS pixels. */
export const scrollDepth = defineCollector('scroll-depth', ({ emit, signal, onViewStart }) => {
  let depth = -1;
  let scrollTop = 0;
  let height = -1;
  let heightAt = 0;
  let viewStartedAt = 0;
  let cancel: (() => void) | undefined;

  const measure = () => {
    cancel?.();
    cancel = undefined;
    const page = inDocument('scrollingElement') ?? inDocument('documentElement');
    // Negative while Safari bounces.
    const top = Math.max(0, Math.round(page.scrollTop));
    const bottom = Math.min(top + page.clientHeight, page.scrollHeight);
    if (bottom <= depth && page.scrollHeight <= height) return;
    if (bottom > depth) [depth, scrollTop] = [bottom, top];
    if (page.scrollHeight > height) [height, heightAt] = [page.scrollHeight, now()];
    const scroll = {
      max_depth: depth,
      max_depth_scroll_top: scrollTop,
      max_scroll_height: height,
      max_scroll_height_time: toNanoseconds(Math.max(0, heightAt - viewStartedAt)),
    };
    emit('view', { display: { scroll } });
  };

  // It reports the first size, and each other, when layout is done: measuring then costs none.
  const observer = resizeObserver(measure, signal);
  onViewStart(({ startedAt }) => {
    [depth, height, viewStartedAt] = [-1, -1, startedAt];
    const page = inDocument('documentElement');
    observer?.unobserve(page);
    observer?.observe(page);
  });
  const measureSoon = () => (cancel ??= whenIdle(measure, 1_000));
  listen(window, forTypes(['scroll'], measureSoon), { signal, capture: true, passive: true });
  onPageExit(() => cancel && measure(), signal);
  onAbort(signal, () => cancel?.());
});
