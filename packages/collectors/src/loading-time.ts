import {
  defineCollector,
  forTypes,
  isHidden,
  listen,
  observePerformance,
  toNanoseconds,
  type ViewInfo,
} from '@firsthand/core';
import { createPageActivity, QUIET, type WaitOptions } from './page-activity.js';
import { matchesAny } from './url-pattern.js';

/** Initiators of what no element of the page tells of: backgrounds, fonts, pictures that only scripts know. */
const UNSEEN = /^(?:css|img)$/;
/** Of a view that goes on loading them what begins later is no part, in milliseconds. */
const PATIENCE = 30_000;

/**
 * How long a view took to load: until the page had been quiet for 100 ms, and, for the page's first view, at least
 * until the load event was over. What had begun by then and is told of only when it has loaded is added later. A view that
 * was hidden meanwhile has none: hidden pages are slowed down.
 */
export const loadingTime = defineCollector<Pick<WaitOptions, 'excludedActivityUrls'>>(
  'loading-time',
  ({ emit, signal, isLate, share, onViewStart, onViewEnd }, options = {}) => {
    const { excludedActivityUrls = [] } = options;
    const { awaitQuiet, onResource } = share(createPageActivity);
    let stop: (() => void) | undefined;
    let loadEventEnd: number | undefined;
    let initial: ViewInfo | undefined;
    let quietAt: number | undefined;
    /** When the running view was loaded, as far as is known. */
    let loaded: { startedAt: number; at: number } | undefined;
    let onLoaded = () => {};
    const untilLoaded = (tell: () => void) => {
      if (loadEventEnd) tell();
      else onLoaded = tell;
    };

    const report = (startedAt: number, at: number) => {
      loaded = { startedAt, at };
      emit(
        'view',
        { view: { loading_time: toNanoseconds(Math.max(0, at - startedAt)) } },
        startedAt,
      );
    };
    onResource(({ initiatorType, name, startTime, responseEnd }) => {
      if (!loaded || !UNSEEN.test(initiatorType) || matchesAny(excludedActivityUrls, name)) return;
      const { startedAt, at } = loaded;
      const isBegun =
        startTime >= startedAt && startTime < Math.min(at, startedAt + PATIENCE) + QUIET;
      if (isBegun && responseEnd > at) report(startedAt, responseEnd);
    });

    const reportInitial = () => {
      if (initial && !stop && loadEventEnd) {
        report(initial.startedAt, Math.max(loadEventEnd, quietAt ?? 0));
        initial = undefined;
      }
    };

    const forget = () => {
      initial = loaded = undefined;
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
      loaded = undefined;
      if (isHidden()) return;
      const { startedAt } = view;
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
        } else if (endedAt === undefined) loaded = { startedAt, at: startedAt };
        else report(startedAt, endedAt);
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
