import { defineCollector, observeXhr } from '@firsthand/core';
import { createRequestObserver, type RequestOptions } from './requests/observe-requests.js';

/** A resource event for every XMLHttpRequest of the page. */
export const xhrRequests = defineCollector<RequestOptions>(
  'xhr',
  (scope, options = {}) => {
    const kind = { type: 'xhr', initiatorType: 'xmlhttprequest' } as const;
    observeXhr(createRequestObserver(scope, kind, options), scope.signal);
  },
  (wake, signal) => observeXhr(() => void wake(), signal),
);
