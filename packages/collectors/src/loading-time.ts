import {
  defineCollector,
  forTypes,
  isHidden,
  listen,
  observePerformance,
  toNanoseconds,
  type ViewInfo,
} from '@firsthand/core';
import { createPageActivity, type WaitOptions } from './page-activity.js';

/**
 * How long a view took to load: until the page had been quiet for 100 ms, and, for the page's first view, at least
 * until the load event was over. A view that was hidden meanwhile has none: hidden pages are slowed down.
 */
export const loadingTime = defineCollector<Pick<WaitOptions, 'excludedActivityUrls'>>(
  'loading-time',
  ({ emit, signal, isLate, share, onViewStart, onViewEnd }, options = {}) => {
    const awaitQuiet = share(createPageActivity);
    let stop: (() => void) | undefined;
    let loadEventEnd: number | undefined;
    let initial: ViewInfo | undefined;
    let quietAt: number | undefined;
    let onLoaded = () => {};
    const untilLoaded = (tell: () => void) => {
      if (loadEventEnd) tell();
      else onLoaded = tell;
    };

    const report = ({ startedAt }: ViewInfo, at: number) =>
      emit(
        'view',
        { view: { loading_time: toNanoseconds(Math.max(0, at - startedAt)) } },
        startedAt,
      );

    const reportInitial = () => {
      if (initial && !stop && loadEventEnd) {
        report(initial, Math.max(loadEventEnd, quietAt ?? 0));
        initial = undefined;
      }
    };

    const forget = () => {
      initial = undefined;
      stop?.();
    };

    observePerformance<PerformanceNavigationTiming>(
      { type: 'navigation' },
      ([navigation]) => {
        // Chromium may deliver it before the load event is over, and again.
        if (loadEventEnd || !navigation?.loadEventEnd) return;
        loadEventEnd = navigation.loadEventEnd;
        onLoaded();
        reportInitial();
      },
      signal,
    );
    onViewStart((view) => {
      if (isHidden()) return;
      const isInitial = view.loadingType === 'initial_load';
      if (isInitial) initial = view;
      // Firsthand came when the page had loaded: what happens now is no part of it.
      if (isInitial && isLate) return reportInitial();
      let isStopped = false;
      const end = awaitQuiet({ ...options, ...(isInitial && { untilLoaded }) }, (endedAt) => {
        stop = undefined;
        if (isStopped) return;
        if (isInitial) {
          quietAt = endedAt;
          reportInitial();
        } else if (endedAt !== undefined) report(view, endedAt);
      });
      stop = () => {
        isStopped = true;
        end();
      };
    });
    onViewEnd(forget);
    const forgetIfHidden = () => isHidden() && forget();
    listen(window, forTypes(['visibilitychange'], forgetIfHidden), { signal, capture: true });
  },
);
