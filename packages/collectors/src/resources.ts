import { about, defineCollector } from '@firsthand/core';
import { fromResourceTiming } from './resource-timing.js';
import { createResourceTimings } from './resource-timings.js';
import { resourceType } from './resource-type.js';

/**
 * What the page loads besides requests from code, which the `fetch` and `xhr` collectors report. Taken from an
 * observer, so that the browser's buffer of 250 entries hides nothing.
 */
export const resources = defineCollector('resources', ({ emit, share }) => {
  share(createResourceTimings)((entries) => {
    for (const entry of entries) {
      const { initiatorType, name, startTime } = entry;
      if (initiatorType === 'fetch' || initiatorType === 'xmlhttprequest') continue;
      const data = {
        resource: { type: resourceType(entry), url: name, ...fromResourceTiming(entry) },
      };
      emit('resource', about(data, { performanceEntry: entry }), startTime);
    }
  });
});
