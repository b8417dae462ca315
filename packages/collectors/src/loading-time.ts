import { defineCollector, observePerformance, toNanoseconds, type ViewInfo } from '@firsthand/core';
import { createPageActivity, type WaitOptions } from './page-activity.js';

/**
 * How long a view took to load: until the page had been quiet for 100 ms, and, for the page's first view, at least
 * until the load event was over. A view that was hidden meanwhile has none: hidden pages are slowed down.
 */
export const loadingTime = defineCollector<Pick<WaitOptions, 'excludedActivityUrls'>>(
  'loading-time',
  ({ emit, signal, share, onViewStart, onViewEnd }, options = {}) => {
    const awaitQuiet = share(createPageActivity);
    let stop: (() => void) | undefined;
    let loadEventEnd: number | undefined;
    let initial: ViewInfo | undefined;
    let quietAt: number | undefined;

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
        loadEventEnd = navigation?.loadEventEnd;
        reportInitial();
      },
      signal,
    );
    onViewStart((view) => {
      if (document.visibilityState === 'hidden') return;
      const isInitial = view.loadingType === 'initial_load';
      if (isInitial) initial = view;
      // Firsthand came when the page had loaded: what happens now is no part of it.
      if (isInitial && document.readyState === 'complete') return reportInitial();
      let isStopped = false;
      const end = awaitQuiet(options, (endedAt) => {
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
    addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && forget(), {
      signal,
      capture: true,
    });
  },
);
