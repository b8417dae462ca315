import {
  forTypes,
  listen,
  onAbort,
  observePerformance,
  onPageExit,
  toNanoseconds,
  type CollectorScope,
} from '@firsthand/core';
import { describeLcp } from './describe-lcp.js';
import { createLoads } from './loads.js';
import type { ReportVital, ViewPerformance } from './view-performance.js';

/** A route change that the browser takes for a navigation. https://wicg.github.io/soft-navigations/ */
interface SoftNavigation extends PerformanceEntry {
  paintTime?: number;
  presentationTime?: number;
  /** The largest that it has painted so far. */
  getLargestInteractionContentfulPaint?: () => {
    largestContentfulPaint?: LargestContentfulPaint | null;
  } | null;
}

/** What is painted after one of these comes of it, and not of the navigation. */
const INTERACTIONS = ['keydown', 'click'] as const;

/**
 * First and largest contentful paint of route changes that the browser takes for navigations. Not by the web-vitals
 * library, which would have entries delivered and be called back when idle after every click and key.
 */
export function observeSoftPaints(scope: CollectorScope, report: ReportVital): void {
  const { signal, viewAt, share } = scope;
  const loads = share(createLoads);
  /** Ends the latest. */
  let settle = () => {};

  const follow = (navigation: SoftNavigation) => {
    settle();
    const { startTime, presentationTime, paintTime } = navigation;
    const over = new AbortController();
    let largestAt: number | undefined;
    const reportPaint = (at: number, describe: (since: number) => ViewPerformance) => {
      // It began with the interaction, before the route changed: the view is the one that was painted. To the page it
      // may be no navigation, and then there is no view of it.
      const view = viewAt(at);
      if (at <= startTime || view?.loadingType !== 'route_change') return;
      const { startedAt } = view;
      const delay = toNanoseconds(Math.max(0, startedAt - startTime));
      report({ interaction_delay: delay, ...describe(startedAt) }, at);
    };
    const readLargest = () => {
      const paint = navigation.getLargestInteractionContentfulPaint?.()?.largestContentfulPaint;
      if (!paint || paint.startTime === largestAt) return;
      const at = (largestAt = paint.startTime);
      reportPaint(at, (since) => ({
        lcp: describeLcp(paint, { since, paintedAt: at - since, loads }),
      }));
    };
    settle = () => {
      if (over.signal.aborted) return;
      readLargest();
      over.abort();
    };
    const firstAt = presentationTime || paintTime || 0;
    reportPaint(firstAt, (since) => ({ fcp: { timestamp: toNanoseconds(firstAt - since) } }));
    readLargest();
    const onSign = ({ isTrusted }: Event) => isTrusted && settle();
    listen(window, forTypes(INTERACTIONS, onSign), { capture: true, signal: over.signal });
    observePerformance(
      { type: 'interaction-contentful-paint', buffered: false },
      readLargest,
      over.signal,
    );
  };

  observePerformance<SoftNavigation>(
    { type: 'soft-navigation' },
    (entries) => entries.forEach(follow),
    signal,
  );
  onPageExit(() => settle(), signal);
  onAbort(signal, () => settle());
}
