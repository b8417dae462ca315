import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { XMLHttpRequestInstrumentation } from '@opentelemetry/instrumentation-xml-http-request';
import { NoopSpanProcessor, WebTracerProvider, type Span } from '@opentelemetry/sdk-trace-web';

/** Of all spans that it began. */
export const spanIds: string[] = [];

class Noted extends NoopSpanProcessor {
  override onStart(span: Span): void {
    spanIds.push(span.spanContext().spanId);
  }
}

new WebTracerProvider({ spanProcessors: [new Noted()] }).register();
/** Also of our own sends, which must arrive all the same. */
const instrumentation = { propagateTraceHeaderCorsUrls: [/./] };
new FetchInstrumentation(instrumentation).enable();
new XMLHttpRequestInstrumentation(instrumentation).enable();

export { addressOf, run, ways } from './traced-calls.js';
