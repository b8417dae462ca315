import { defineCollector, observeFetch } from '@firsthand/core';
import { createRequestObserver, type RequestOptions } from './requests/observe-requests.js';

/** A resource event for every `fetch` of the page. Bodies stay untouched: status and time are those of the headers. */
export const fetchRequests = defineCollector<RequestOptions>(
  'fetch',
  (scope, options = {}) => {
    const kind = { type: 'fetch', initiatorType: 'fetch' } as const;
    observeFetch(createRequestObserver(scope, kind, options), scope.signal);
  },
  (wake, signal) => observeFetch(() => void wake(), signal),
);
