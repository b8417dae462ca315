import { now } from '../clock.js';
import { absoluteUrl } from './absolute-url.js';
import { patch } from './patch.js';
import {
  tellStart,
  type RequestCall,
  type RequestObserver,
  type RequestOutcome,
} from './request.js';

/** Observes every `fetch` of the page. */
export function observeFetch(observer: RequestObserver, signal: AbortSignal): void {
  if (typeof globalThis.fetch !== 'function') return;
  patch<typeof globalThis, 'fetch', RequestObserver>(
    { owner: globalThis, key: 'fetch', wrap: wrapFetch, observer },
    signal,
  );
}

type Arguments = Parameters<typeof globalThis.fetch>;

function wrapFetch(original: typeof fetch, observers: ReadonlySet<RequestObserver>): typeof fetch {
  return function fetch(this: unknown, ...given: Arguments) {
    const { args, settle } = begin(given, observers);
    const result: Promise<Response> | undefined = Reflect.apply(original, this, args);
    // Test doubles of pages may return anything.
    if (typeof result?.then !== 'function') return result;
    // The derived promise is the one returned: a handler on the original alone would mark a rejection as
    // handled and silence the page's own `unhandledrejection`.
    return result.then(
      (response) => {
        settle(fromResponse(response));
        return response;
      },
      (error: unknown) => {
        settle(failure(error, signalOf(args)));
        throw error;
      },
    );
  } as typeof globalThis.fetch;
}

interface Begun {
  args: Arguments;
  settle: (outcome: RequestOutcome) => void;
}

/** Tells the observers, who may add headers; arguments that nobody changes go on as they came. */
function begin(given: Arguments, observers: ReadonlySet<RequestObserver>): Begun {
  let args = given;
  const nothing: Begun = { args, settle: () => {} };
  if (!observers.size) return nothing;
  try {
    const [input, init] = given;
    const request = input instanceof Request ? input : undefined;
    const call: RequestCall = {
      url: absoluteUrl(request?.url ?? String(input)),
      method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
      startedAt: now(),
      body: typeof init?.body === 'string' ? init.body : undefined,
      header: (name) => headersOf(args).get(name),
      addHeaders: (headers) => {
        args = withHeaders(args, headers);
      },
    };
    const settle = tellStart(observers, call);
    return { args, settle };
  } catch {
    // What cannot be read is no request either: the browser refuses it.
    return nothing;
  }
}

function headersOf([input, init]: Arguments): Headers {
  return new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
}

function signalOf([input, init]: Arguments): AbortSignal | null | undefined {
  return init?.signal === undefined && input instanceof Request ? input.signal : init?.signal;
}

function withHeaders(args: Arguments, added: Readonly<Record<string, string>>): Arguments {
  const [input, init] = args;
  if (input instanceof Request && !init?.headers) {
    // Not by init, which would reset the referrer: https://fetch.spec.whatwg.org/#dom-request
    const copy = new Request(input);
    for (const [name, value] of Object.entries(added)) copy.headers.append(name, value);
    return [copy, init];
  }
  const headers = headersOf(args);
  for (const [name, value] of Object.entries(added)) headers.append(name, value);
  return [input, { ...init, headers }];
}

/** Statuses whose responses have no body: https://fetch.spec.whatwg.org/#null-body-status */
const NO_BODY = new Set([101, 103, 204, 205, 304]);

function fromResponse(response: Response): RequestOutcome {
  const { status, type } = response;
  const isOpaque = type === 'opaque' || type === 'opaqueredirect';
  return {
    status: isOpaque ? undefined : status,
    aborted: false,
    settledAt: now(),
    isStreaming: !isOpaque && !NO_BODY.has(status),
    header: (name) => response.headers?.get(name),
    response: () => response,
  };
}

function failure(error: unknown, signal: AbortSignal | null | undefined): RequestOutcome {
  const name = (error as Error | undefined)?.name;
  return {
    status: 0,
    // A page may give a request up for any reason; that it took too long is a failure.
    aborted: name === 'AbortError' || (!!signal?.aborted && name !== 'TimeoutError'),
    settledAt: now(),
    isStreaming: false,
    header: () => undefined,
    response: () => undefined,
  };
}
