import { defineCollector, observeFetch } from '@firsthand/core';
import { absoluteUrl } from './absolute-url.js';
import { createRequestJoin } from './request-join.js';

/** A resource event for every `fetch` of the page. Bodies stay untouched: status and time are those of the headers. */
export const fetchRequests = defineCollector('fetch', ({ emit, signal }) => {
  const report = createRequestJoin(emit, 'fetch', signal);
  observeFetch(({ input, init, startedAt }) => {
    const request = input instanceof Request ? input : undefined;
    const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
    const url = absoluteUrl(request?.url ?? String(input));
    return (outcome) =>
      report({
        type: 'fetch',
        method,
        url,
        status: 'response' in outcome ? outcome.response.status : 0,
        aborted: 'error' in outcome && (outcome.error as Error | null)?.name === 'AbortError',
        startedAt,
        settledAt: outcome.settledAt,
      });
  }, signal);
});
