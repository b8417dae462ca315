import { now } from '../clock.js';
import { guard, ignore, isGuarded } from '../guard.js';
import { absoluteUrl, addressOf } from './address.js';
import { listen } from './listen.js';
import { getter, method, read } from './member.js';
import { patch, unpatched, type PatchedCall } from './patch.js';
import {
  createSent,
  tellStart,
  type RequestCall,
  type RequestObserver,
  type RequestOutcome,
} from './request.js';
import { soon } from './schedule.js';

/** What is known of an XMLHttpRequest from `open` to its end. */
interface Opened {
  method: string;
  url: string;
  headers: Headers;
  /** Ours, until it has ended. */
  added?: Headers | undefined;
  /** While it is under way. */
  finish?: () => void;
}

type Prototype = typeof XMLHttpRequest.prototype;

const opened = /* @__PURE__ */ new WeakMap<XMLHttpRequest, Opened>();

const allHeadersOf = /* @__PURE__ */ method(prototype, 'getAllResponseHeaders');
const readyStateOf = /* @__PURE__ */ getter(prototype, 'readyState');
const responseTextOf = /* @__PURE__ */ getter(prototype, 'responseText');
const responseTypeOf = /* @__PURE__ */ getter(prototype, 'responseType');
const statusOf = /* @__PURE__ */ getter(prototype, 'status');

const UNSENT = 0;
const HEADERS_RECEIVED = 2;
const DONE = 4;

/** Observes every XMLHttpRequest of the page, also one object sent several times. */
export function observeXhr(observer: RequestObserver, signal: AbortSignal): void {
  const owner = guard(prototype, ignore);
  if (!owner) return;
  patch({ owner, key: 'open', observer, around: aroundOpen }, signal);
  patch({ owner, key: 'setRequestHeader', observer, around: aroundSetRequestHeader }, signal);
  patch({ owner, key: 'send', observer, around: aroundSend }, signal);
}

/** That of requests themselves: a page may have put another constructor in the place of the browser's. */
function prototype(): Prototype {
  return Reflect.getPrototypeOf(new XMLHttpRequest()) as Prototype;
}

type Open = (this: XMLHttpRequest, ...args: [method: string, url: string | URL]) => void;
type SetRequestHeader = (this: XMLHttpRequest, name: string, value: string) => void;
type Send = (this: XMLHttpRequest, body?: unknown) => void;

function aroundOpen({ original, self, args }: PatchedCall<Open>): void {
  const isOurs = isGuarded();
  // Opening it again ends what is under way without an event.
  guard(() => opened.get(self)?.finish?.());
  Reflect.apply(original, self, args);
  guard(() => {
    opened.delete(self);
    const [method, url] = args;
    const address = addressOf(url);
    if (isOurs || address === undefined || typeof method !== 'string') return;
    const headers = new Headers();
    opened.set(self, { method: method.toUpperCase(), url: absoluteUrl(address), headers });
  });
}

function aroundSetRequestHeader({ original, self, args }: PatchedCall<SetRequestHeader>): void {
  const [name, value] = args;
  // A wrapper of the page below ours would set it beside ours, and a request with two traces has none.
  if (guard(() => opened.get(self)?.added?.has(name) && name.toLowerCase() !== 'baggage')) return;
  Reflect.apply(original, self, args);
  if (typeof name === 'string' && typeof value === 'string')
    guard(() => opened.get(self)?.headers.append(name, value));
}

function aroundSend(
  { original, self, args }: PatchedCall<Send>,
  observers: ReadonlySet<RequestObserver>,
): void {
  const request = isGuarded() ? undefined : opened.get(self);
  const isUnderway = !!request?.finish;
  const { onSent, sent } = createSent();
  if (request && !isUnderway)
    guard(() => begin(self, { request, body: args[0], observers, onSent }));
  try {
    Reflect.apply(original, self, args);
    sent();
  } catch (error) {
    // A synchronous request that failed fires no event.
    if (!isUnderway) guard(() => request?.finish?.());
    throw error;
  }
}

interface Start extends Pick<RequestCall, 'onSent'> {
  request: Opened;
  body: unknown;
  observers: ReadonlySet<RequestObserver>;
}

function begin(xhr: XMLHttpRequest, { request, body, observers, onSent }: Start): void {
  const { method, url, headers } = request;
  const header = (name: string) => headers.get(name);
  const settle = tellStart(observers, {
    about: { xhr },
    url,
    method,
    startedAt: now(),
    body: typeof body === 'string' ? body : undefined,
    header,
    addHeaders(choose) {
      const set = unpatched<SetRequestHeader>(read(xhr, 'setRequestHeader'));
      const added = Object.entries(choose(header));
      for (const [name, value] of added) {
        const before = headers.get(name);
        Reflect.apply(set, xhr, [name, value]);
        // A wrapper of the page above ours has had it noted already.
        if (headers.get(name) === before) headers.append(name, value);
        (request.added ??= new Headers()).append(name, value);
      }
    },
    carriesHeaders: true,
    onSent,
  });
  const over = new AbortController();
  let aborted = false;
  /** Of one that the page aborts in its last moment, and that has none any more. */
  let lastStatus = 0;
  let isComplete = false;
  request.finish = () => {
    delete request.finish;
    delete request.added;
    over.abort();
    if (opened.get(xhr) === request) opened.delete(xhr);
    settle(outcomeOf(xhr, { lastStatus: isComplete ? lastStatus : 0, aborted }));
  };
  const finish = () => request.finish?.();
  /** It had come whole: only then an abort makes it unsent without another event. */
  const finishIfUnsent = () => {
    if (readyStateOf(xhr) !== UNSENT) return;
    isComplete = true;
    finish();
  };
  const listeners = {
    readystatechange() {
      const state = readyStateOf(xhr);
      if (state >= HEADERS_RECEIVED) lastStatus = statusOf(xhr);
      finishIfUnsent();
      // A later listener of the page may abort it.
      if (state === DONE) soon(finishIfUnsent, over.signal);
    },
    abort() {
      aborted = true;
    },
    loadend() {
      // Opened again by its own load handler, it gets the loadend of the request before.
      if (readyStateOf(xhr) === DONE) finish();
    },
  };
  listen(xhr, listeners, { signal: over.signal });
}

function outcomeOf(
  xhr: XMLHttpRequest,
  { lastStatus, aborted }: { lastStatus: number; aborted: boolean },
): RequestOutcome {
  const isDone = readyStateOf(xhr) === DONE;
  return {
    status: isDone ? statusOf(xhr) : lastStatus,
    aborted: aborted || (!isDone && !lastStatus),
    settledAt: now(),
    isStreaming: false,
    // Not getResponseHeader, which complains in the console of headers that CORS withholds.
    header: (name) => headersOf(xhr).get(name),
    response: () =>
      isDone && /^(?:text)?$/.test(responseTypeOf(xhr)) ? responseTextOf(xhr) : undefined,
  };
}

function headersOf(xhr: XMLHttpRequest): Headers {
  const lines = allHeadersOf(xhr)
    .trim()
    .split(/[\r\n]+/);
  const pairs = lines.filter(Boolean).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as [string, string];
  });
  return new Headers(pairs);
}
