import { choice, flag, number, text, type Field } from './field.js';

const of = ['error'] as const;

export const error: Field[] = [
  text('error.message', 'Message', { of, isSearched: true }),
  choice('error.type', 'Class of the error', { of, isSearched: true }),
  choice('error.source', 'Source', { of }),
  choice('error.handling', 'Handling', { of }),
  choice('error.origin', 'Whose error', { of }),
  choice('error.culprit', 'Culprit', { of, path: 'enrichment.error.culprit', isSearched: true }),
  text('error.fingerprint', 'Fingerprint', { of }),
  flag('error.is_cross_origin', 'Withheld by the browser', { of }),
  text('error.resource.url', 'Address of the failed request', { of }),
  number('error.resource.status_code', 'Status of the failed request', { of, hasFacets: true }),
  choice('error.csp.disposition', 'Content security policy', { of }),
];
