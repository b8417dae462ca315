import { defineCollector, observeFetch } from '@firsthand/core';
import { createRequestReporter, type RequestOptions } from './requests/report-requests.js';
import { traceRequests } from './requests/trace-requests.js';

/** A resource event for every `fetch` of the page. Bodies stay untouched: status and time are those of the headers. */
export const fetchRequests = defineCollector<RequestOptions>(
  'fetch',
  (scope, options = {}) => {
    const report = createRequestReporter(scope, 'fetch', options);
    observeFetch(traceRequests(scope, options, report), scope.signal);
  },
  (wake, signal) => observeFetch(() => void wake(), signal),
);
