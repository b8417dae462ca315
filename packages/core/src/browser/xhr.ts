import { now } from '../clock.js';
import { absoluteUrl } from './absolute-url.js';
import { patch } from './patch.js';
import { tellStart, type RequestObserver, type RequestOutcome } from './request.js';

/** What is known of an XMLHttpRequest from `open` to its end. */
interface Opened {
  method: string;
  url: string;
  headers: Headers;
  /** While it is under way. */
  finish?: () => void;
}

/** By request; each wrapper that is in use has them from the first observer. */
type State = WeakMap<XMLHttpRequest, Opened>;

/** Observes every XMLHttpRequest of the page, also one object sent several times. */
export function observeXhr(observer: RequestObserver, signal: AbortSignal): void {
  const owner = globalThis.XMLHttpRequest?.prototype;
  if (!owner) return;
  const state: State = new WeakMap();
  patch({ owner, key: 'open', wrap: (original) => wrapOpen(original, state), observer }, signal);
  patch(
    {
      owner,
      key: 'setRequestHeader',
      wrap: (original) => wrapSetRequestHeader(original, state),
      observer,
    },
    signal,
  );
  patch<XMLHttpRequest, 'send', RequestObserver>(
    {
      owner,
      key: 'send',
      wrap: (original, observers) => wrapSend(original, { state, observers }),
      observer,
    },
    signal,
  );
}

type Open = XMLHttpRequest['open'];
type SetRequestHeader = XMLHttpRequest['setRequestHeader'];
type Send = XMLHttpRequest['send'];

function wrapOpen(original: Open, state: State): Open {
  return function open(this: XMLHttpRequest, ...args: [string, string | URL]) {
    // Opening it again ends what is under way without an event.
    state.get(this)?.finish?.();
    Reflect.apply(original, this, args);
    const [method, url] = args;
    state.set(this, {
      method: String(method).toUpperCase(),
      url: absoluteUrl(String(url)),
      headers: new Headers(),
    });
  } as Open;
}

function wrapSetRequestHeader(original: SetRequestHeader, state: State): SetRequestHeader {
  return function setRequestHeader(this: XMLHttpRequest, ...args: [string, string]) {
    Reflect.apply(original, this, args);
    state.get(this)?.headers.append(...args);
  };
}

function wrapSend(
  original: Send,
  { state, observers }: { state: State; observers: ReadonlySet<RequestObserver> },
): Send {
  return function send(this: XMLHttpRequest, ...args: Parameters<Send>) {
    const request = state.get(this);
    const isUnderway = !!request?.finish;
    if (request && !isUnderway && observers.size) {
      begin(this, { request, body: args[0], state, observers });
    }
    try {
      Reflect.apply(original, this, args);
    } catch (error) {
      // A synchronous request that failed fires no event.
      if (!isUnderway) request?.finish?.();
      throw error;
    }
  };
}

interface Start {
  request: Opened;
  body: unknown;
  state: State;
  observers: ReadonlySet<RequestObserver>;
}

function begin(xhr: XMLHttpRequest, { request, body, state, observers }: Start): void {
  const { method, url, headers } = request;
  const settle = tellStart(observers, {
    url,
    method,
    startedAt: now(),
    body: typeof body === 'string' ? body : undefined,
    header: (name) => headers.get(name),
    addHeaders(added) {
      for (const [name, value] of Object.entries(added)) xhr.setRequestHeader(name, value);
    },
  });
  let aborted = false;
  const onAbort = () => {
    aborted = true;
  };
  const onEnd = () => {
    // Opened again by its own load handler, it gets the loadend of the request before.
    if (xhr.readyState === xhr.DONE) request.finish?.();
  };
  request.finish = () => {
    delete request.finish;
    xhr.removeEventListener('abort', onAbort);
    xhr.removeEventListener('loadend', onEnd);
    if (state.get(xhr) === request) state.delete(xhr);
    settle(outcomeOf(xhr, aborted));
  };
  xhr.addEventListener('abort', onAbort);
  xhr.addEventListener('loadend', onEnd);
}

function outcomeOf(xhr: XMLHttpRequest, aborted: boolean): RequestOutcome {
  const isDone = xhr.readyState === xhr.DONE;
  return {
    status: isDone ? xhr.status : 0,
    aborted: aborted || !isDone,
    settledAt: now(),
    isStreaming: false,
    // Not getResponseHeader, which complains in the console of headers that CORS withholds.
    header: (name) => headersOf(xhr).get(name),
    response: () => (isDone && /^(?:text)?$/.test(xhr.responseType) ? xhr.responseText : undefined),
  };
}

function headersOf(xhr: XMLHttpRequest): Headers {
  const lines = xhr
    .getAllResponseHeaders()
    .trim()
    .split(/[\r\n]+/);
  const pairs = lines.filter(Boolean).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as [string, string];
  });
  return new Headers(pairs);
}
