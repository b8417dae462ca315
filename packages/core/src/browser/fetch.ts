import { now } from '../clock.js';
import { guard, ignore, isGuarded } from '../guard.js';
import { readFetchArguments, type FetchArguments } from './fetch-arguments.js';
import { getter, method } from './member.js';
import { patch, type PatchedCall } from './patch.js';
import { createSent, tellStart, type RequestObserver, type RequestOutcome } from './request.js';

type Fetch = typeof globalThis.fetch;

const headersOf = /* @__PURE__ */ getter(() => Response.prototype, 'headers');
const headerOf = /* @__PURE__ */ method(() => Headers.prototype, 'get');
const statusOf = /* @__PURE__ */ getter(() => Response.prototype, 'status');
const typeOf = /* @__PURE__ */ getter(() => Response.prototype, 'type');

/** Observes every `fetch` of the page. */
export function observeFetch(observer: RequestObserver, signal: AbortSignal): void {
  if (typeof globalThis.fetch === 'function')
    patch({ owner: globalThis, observer, around, key: 'fetch' }, signal);
}

/** The page gets what it would get, and is thrown what it would be thrown. */
function around(
  { original, self, args }: PatchedCall<Fetch>,
  observers: ReadonlySet<RequestObserver>,
): Promise<Response> {
  const begun = isGuarded() ? undefined : guard(() => begin(args, observers));
  if (!begun) return Reflect.apply(original, self, args);
  try {
    const result = Reflect.apply(original, self, begun.args as Parameters<Fetch>);
    begun.sent();
    return follow(result, begun);
  } catch (error) {
    begun.fail(error);
    throw error;
  }
}

interface Begun {
  readonly args: FetchArguments;
  sent(): void;
  succeed(response: unknown): void;
  fail(error: unknown): void;
  /** Only the browser's timing can tell how it ends. */
  lose(): void;
}

function begin(given: FetchArguments, observers: ReadonlySet<RequestObserver>): Begun | undefined {
  const call = readFetchArguments(given);
  if (!call) return undefined;
  const { onSent, sent } = createSent();
  const settle = tellStart(observers, Object.assign(call, { startedAt: now(), onSent }));
  return {
    args: call.args,
    sent,
    succeed: (response) => void guard(() => settle(outcomeOf(response))),
    fail: (error) => void guard(() => settle(failure(error, call.signal))),
    lose: () => settle({ ...outcomeOf(undefined), isStreaming: true }),
  };
}

/**
 * The derived promise is the one returned: a handler on the original alone would mark a rejection as handled and silence
 * the page's own `unhandledrejection`. A promise with more than promises have, as a wrapper or a stub of the page may
 * make, is the one that the page gets.
 */
function follow(result: Promise<Response>, begun: Begun): Promise<Response> {
  const { succeed, fail } = begun;
  if (!isPlainPromise(result)) {
    watch(result, begun);
    return result;
  }
  return result.then(
    (response) => {
      succeed(response);
      return response;
    },
    (error: unknown) => {
      fail(error);
      throw error;
    },
  );
}

/** Wrappers and stubs may return anything. What is no promise may do its work again each time that its `then` is called. */
function watch(result: unknown, { succeed, fail, lose }: Begun): void {
  const isWatched =
    guard(() => Promise.prototype.then.call(result, succeed, fail), ignore) ??
    guard(() => result instanceof globalThis.Promise && result.then(succeed, fail), ignore);
  if (!isWatched) lose();
}

function isPlainPromise(result: unknown): boolean {
  return (
    Object(result) === result &&
    [Promise.prototype, globalThis.Promise.prototype].includes(
      Reflect.getPrototypeOf(result as object) as Promise<unknown>,
    ) &&
    // zone.js writes its state on the promises that it makes.
    Reflect.ownKeys(result as object).every((key) => String(key).startsWith('__zone_symbol__'))
  );
}

/** Statuses whose responses have no body: https://fetch.spec.whatwg.org/#null-body-status */
const NO_BODY = new Set([101, 103, 204, 205, 304]);

/** Of what is no response, as a stub's, nothing is known. */
function outcomeOf(answer: unknown): RequestOutcome {
  const response = answer as Response;
  const type = guard(() => typeOf(response), ignore);
  const isReadable = !!type && !type.startsWith('opaque');
  const status = isReadable ? statusOf(response) : undefined;
  return {
    status,
    aborted: false,
    settledAt: now(),
    isStreaming: isReadable && !NO_BODY.has(status ?? 0),
    header: (name) => (type ? headerOf(headersOf(response), name) : undefined),
    response: () => (type ? response : undefined),
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
