import {
  forTypes,
  listen,
  onAbort,
  observePerformance,
  onPageExit,
  toNanoseconds,
  type CollectorScope,
} from '@firsthand/core';
import { selectorOf } from '../selector.js';
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
export function observeSoftPaints({ signal, viewAt }: CollectorScope, report: ReportVital): void {
  /** Ends the latest. */
  let settle = () => {};

  const follow = (navigation: SoftNavigation) => {
    settle();
    const { startTime, presentationTime, paintTime } = navigation;
    const over = new AbortController();
    let largestAt: number | undefined;
    const reportPaint = (at: number, describe: (timestamp: number) => ViewPerformance) => {
      // It began with the interaction, before the route changed: the view is the one that was painted. To the page it
      // may be no navigation, and then there is no view of it.
      if (at > startTime && viewAt(at)?.loadingType === 'route_change')
        report(describe(toNanoseconds(at - startTime)), at);
    };
    const readLargest = () => {
      const paint = navigation.getLargestInteractionContentfulPaint?.()?.largestContentfulPaint;
      if (!paint || paint.startTime === largestAt) return;
      largestAt = paint.startTime;
      const { url, element } = paint;
      const selector = selectorOf(element);
      reportPaint(largestAt, (timestamp) => ({
        lcp: {
          timestamp,
          ...(selector && { target_selector: selector }),
          ...(url && { resource_url: url }),
        },
      }));
    };
    settle = () => {
      if (over.signal.aborted) return;
      readLargest();
      over.abort();
    };
    reportPaint(presentationTime || paintTime || 0, (timestamp) => ({ fcp: { timestamp } }));
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
