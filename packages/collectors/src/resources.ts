import { defineCollector, observePerformance } from '@firsthand/core';
import { fromResourceTiming } from './resource-timing.js';
import { resourceType } from './resource-type.js';

/**
 * What the page loads besides requests from code, which the `fetch` and `xhr` collectors report. Taken from an
 * observer, so that the browser's buffer of 250 entries hides nothing.
 */
export const resources = defineCollector('resources', ({ emit, signal }) => {
  observePerformance<PerformanceResourceTiming>(
    { type: 'resource' },
    (entries) => {
      for (const entry of entries) {
        const { initiatorType, name, startTime } = entry;
        if (initiatorType === 'fetch' || initiatorType === 'xmlhttprequest') continue;
        emit(
          'resource',
          { resource: { type: resourceType(entry), url: name, ...fromResourceTiming(entry) } },
          startTime,
        );
      }
    },
    signal,
  );
});
