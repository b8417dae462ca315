import { defineCollector } from '@firsthand/core';
import { observeCls } from './vitals/cls.js';
import { observeInp } from './vitals/inp.js';
import { observePaints } from './vitals/paints.js';
import { observeSoftPaints } from './vitals/soft-paints.js';
import { createLoads } from './vitals/loads.js';
import type { ReportVital } from './vitals/view-performance.js';

export interface WebVitalsOptions {
  /** How resources loaded before. */
  early?: readonly PerformanceResourceTiming[];
}

/**
 * FCP, LCP, INP and CLS on the view in which they happened, each with the element and the parts that explain it.
 * The attribution is made here rather than by `web-vitals/attribution`, which starts an observer when it is
 * imported and weighs as much again; INP and CLS are measured here too, because the library knows pages, not views.
 */
export const webVitals = defineCollector<WebVitalsOptions>(
  'web-vitals',
  (scope, { early = [] } = {}) => {
    early.forEach(scope.share(createLoads).add);
    const report: ReportVital = (performance, at) =>
      scope.emit('view', { view: { performance } }, at);
    observePaints(scope, report);
    observeSoftPaints(scope, report);
    observeInp(scope, report);
    observeCls(scope, report);
  },
);
