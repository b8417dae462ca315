/** What an instance with all collectors does not need at once. */
export { createRequestReporter } from '@firsthand/collectors';
export { makeCollector } from './make-collector.js';
export * from './slim.js';
