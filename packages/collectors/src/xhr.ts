import { defineCollector, observeXhr } from '@firsthand/core';
import { absoluteUrl } from './absolute-url.js';
import { createRequestJoin } from './request-join.js';

/** A resource event for every XMLHttpRequest of the page. */
export const xhrRequests = defineCollector('xhr', ({ emit, signal }) => {
  const report = createRequestJoin(emit, 'xmlhttprequest', signal);
  observeXhr(
    ({ method, url, startedAt }) =>
      ({ status, aborted, settledAt }) =>
        report({
          type: 'xhr',
          method: method.toUpperCase(),
          url: absoluteUrl(url),
          status,
          aborted,
          startedAt,
          settledAt,
        }),
    signal,
  );
});
