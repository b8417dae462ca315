import { about, defineCollector, observePerformance, toNanoseconds } from '@firsthand/core';
import { fromResourceTiming, traceOf } from './resource-timing.js';

export interface NavigationTimingOptions {
  /** Whether the document is a resource as well. Default: true */
  trackResources?: boolean | undefined;
}

/**
 * How the document loaded, on the initial view and as a resource of its own. A navigation entry is delivered once the
 * load event is over (https://www.w3.org/TR/navigation-timing-2/#the-performancenavigationtiming-interface); what is known
 * before is told at once, since a page may be left or crash.
 */
export const navigationTiming = defineCollector<NavigationTimingOptions>(
  'navigation-timing',
  ({ emit, signal }, { trackResources = true } = {}) => {
    let isReported = false;
    const report = (entry: PerformanceNavigationTiming) => {
      // A prerendered page counts from the moment it was shown.
      const { activationStart = 0 } = entry as { activationStart?: number };
      const since = (time: number) =>
        time > 0 ? toNanoseconds(Math.max(0, time - activationStart)) : undefined;
      const reference = traceOf(entry);
      emit(
        'view',
        {
          ...(reference && { _dd: reference }),
          view: known({
            first_byte: since(entry.responseStart),
            dom_interactive: since(entry.domInteractive),
            dom_content_loaded: since(entry.domContentLoadedEventEnd),
            dom_complete: since(entry.domComplete),
            load_event: since(entry.loadEventEnd),
            navigation_type: activationStart > 0 ? 'prerender' : entry.type,
          }),
        },
        entry.startTime,
      );
    };
    const [early] = performance.getEntriesByType('navigation');
    if (early && !early.loadEventEnd) report(early);
    observePerformance<PerformanceNavigationTiming>(
      { type: 'navigation' },
      ([entry]) => {
        // Chromium may deliver it twice: as buffered, perhaps before the load event is over, and as new.
        if (!entry?.loadEventEnd || isReported) return;
        isReported = true;
        report(entry);
        if (!trackResources) return;
        const reference = traceOf(entry);
        const data = {
          resource: {
            type: 'document' as const,
            url: entry.name,
            ...fromResourceTiming(entry),
            // Its own duration lasts until the load event.
            duration: toNanoseconds(Math.max(0, entry.responseEnd - entry.startTime)),
          },
          ...(reference && { _dd: reference }),
        };
        emit('resource', about(data, { performanceEntry: entry }), entry.startTime);
      },
      signal,
    );
  },
);

/** What has a value. */
function known<Facts extends object>(facts: Facts) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Facts]?: NonNullable<Facts[Key]>;
  };
}
