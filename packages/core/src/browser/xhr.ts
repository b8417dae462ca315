import { now } from '../clock.js';
import { patch } from './patch.js';

export interface XhrStart {
  readonly method: string;
  /** As the page gave it, perhaps relative. */
  readonly url: string;
  /** Relative time of `send`. */
  readonly startedAt: number;
}

export interface XhrOutcome {
  /** 0 when no response came. */
  readonly status: number;
  readonly aborted: boolean;
  /** Relative time of `loadend`. */
  readonly settledAt: number;
}

/** Told of each `send`; what it returns is told of the end. Neither may throw. */
type XhrObserver = (start: XhrStart) => ((outcome: XhrOutcome) => void) | undefined;

/** Observes every XMLHttpRequest of the page, also one object sent several times. */
export function observeXhr(observer: XhrObserver, signal: AbortSignal): void {
  const prototype = globalThis.XMLHttpRequest?.prototype;
  if (!prototype) return;
  const opened = new WeakMap<XMLHttpRequest, { method: string; url: string }>();
  patch(
    {
      owner: prototype,
      key: 'open',
      wrap: wrapOpen,
      observer: (xhr: XMLHttpRequest, method: string, url: string) =>
        opened.set(xhr, { method, url }),
    },
    signal,
  );
  patch(
    {
      owner: prototype,
      key: 'send',
      wrap: wrapSend,
      observer: (xhr: XMLHttpRequest) => {
        const request = opened.get(xhr);
        if (request) observeSend(xhr, observer({ ...request, startedAt: now() }));
      },
    },
    signal,
  );
}

type OnOpen = (xhr: XMLHttpRequest, method: string, url: string) => void;
type OnSend = (xhr: XMLHttpRequest) => void;
type Open = XMLHttpRequest['open'];
type Send = XMLHttpRequest['send'];

function wrapOpen(original: Open, observers: ReadonlySet<OnOpen>): Open {
  return function open(this: XMLHttpRequest, ...args: [string, string | URL]) {
    const [method, url] = args;
    for (const onOpen of observers) onOpen(this, String(method), String(url));
    return Reflect.apply(original, this, args);
  } as Open;
}

function wrapSend(original: Send, observers: ReadonlySet<OnSend>): Send {
  return function send(this: XMLHttpRequest, ...args) {
    for (const onSend of observers) onSend(this);
    return Reflect.apply(original, this, args);
  };
}

function observeSend(
  xhr: XMLHttpRequest,
  settle: ((outcome: XhrOutcome) => void) | undefined,
): void {
  if (!settle) return;
  let aborted = false;
  const onAbort = () => {
    aborted = true;
  };
  const onEnd = () => {
    xhr.removeEventListener('abort', onAbort);
    settle({ status: xhr.status, aborted, settledAt: now() });
  };
  xhr.addEventListener('abort', onAbort, { once: true });
  xhr.addEventListener('loadend', onEnd, { once: true });
}
