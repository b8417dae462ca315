import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import tracer from 'dd-trace';

// Datadog's tracer, in a process of its own: it changes modules of the process that it is in.

tracer.init({ plugins: false, startupLogs: false });

const answers: Record<string, (given: unknown) => unknown> = {
  /** Of headers of requests. */
  '/extract': (requests) =>
    (requests as object[]).map((headers) => {
      const context = tracer.extract('http_headers', headers);
      const [, trace_id, span_id] = context?.toTraceparent().split('-') ?? [];
      return { trace_id, span_id };
    }),
  /** What a request of a span carries. */
  '/inject': () => {
    const headers = {};
    tracer.inject(tracer.startSpan('page'), 'http_headers', headers);
    return headers;
  },
};

const server = createServer(async (request, response) => {
  response.end(JSON.stringify(answers[request.url ?? '']?.(await json(request))));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`Listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
