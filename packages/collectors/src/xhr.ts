import { defineCollector, observeXhr } from '@firsthand/core';
import { createRequestReporter, type RequestOptions } from './requests/report-requests.js';
import { traceRequests } from './requests/trace-requests.js';

/** A resource event for every XMLHttpRequest of the page. */
export const xhrRequests = defineCollector<RequestOptions>(
  'xhr',
  (scope, options = {}) => {
    const report = createRequestReporter(scope, 'xhr', options);
    observeXhr(traceRequests(scope, options, report), scope.signal);
  },
  (wake, signal) => observeXhr(() => void wake(), signal),
);
