import { guard, ignore } from '../guard.js';
import { absoluteUrl, addressOf } from './address.js';
import { getter, memberOf, method, read } from './member.js';
import type { RequestCall } from './request.js';

/** Browsers look at two; what else is given goes on with them. */
export type FetchArguments = [
  input: RequestInfo | URL,
  init?: RequestInit | undefined,
  ...unknown[],
];

const headerOf = /* @__PURE__ */ method(() => Headers.prototype, 'get');
const urlOf = /* @__PURE__ */ getter(() => Request.prototype, 'url');

type Pairs = [string, string][];

interface FetchCall extends Omit<RequestCall, 'startedAt' | 'onSent'> {
  /** What is to be given to the browser. */
  readonly args: FetchArguments;
  readonly signal: AbortSignal | null | undefined;
}

/**
 * Reads the arguments of `fetch`; `undefined` where nothing is to be known of them. What has getters or can be read only
 * once is left alone, unless headers are added: then it is read once, as the browser reads it, and handed on as read.
 * https://webidl.spec.whatwg.org/#js-to-dictionary
 */
export function readFetchArguments(given: FetchArguments): FetchCall | undefined {
  // The browser says what is missing.
  if (!given.length) return undefined;
  const [input, init, ...rest] = given;
  const request = isRequest(input) ? input : undefined;
  const address = addressOf(request ? urlOf(request) : input);
  if (address === undefined) return undefined;
  let args: FetchArguments = given;
  let options = init;
  /** Whether only asking would tell, which the browser does once. */
  const isHidden = (key: keyof RequestInit) => options === init && hasGetter(init, key);
  // What is read once already may be asked again.
  const peek = <Key extends keyof RequestInit & keyof Request>(key: Key) =>
    (isHidden(key)
      ? undefined
      : ((options === init ? peekAt(init, key) : options?.[key]) ??
        (request && read(request, key)))) as RequestInit[Key];
  return {
    about: { request: input, requestInit: init },
    url: absoluteUrl(address),
    get method() {
      const name = peek('method') ?? (isHidden('method') ? undefined : 'GET');
      return name && `${name}`.toUpperCase();
    },
    get body() {
      const body = options === init ? peekAt(init, 'body') : options?.body;
      return typeof body === 'string' ? body : undefined;
    },
    get signal() {
      return peek('signal');
    },
    get args() {
      return args;
    },
    get carriesHeaders() {
      return peek('mode') !== 'no-cors';
    },
    header: (name) => headersFrom(args === given ? peek('headers') : headersIn(args), name),
    addHeaders(choose) {
      options = readOnce(init);
      const own: unknown = options?.headers;
      if (own !== undefined && !isObject(own)) {
        // They are no headers, and the browser says so.
        if (options !== init) args = [input, options, ...rest];
        return;
      }
      const pairs = pairsOf(own ?? (request && read(request, 'headers')));
      const use = (added: Pairs) => {
        if (request && added.length && !rest.length && isStandard(options)) {
          const whole = own === undefined ? options : withHeaders(options, pairs);
          args = [withAdded(new Request(request, whole), added)];
        } else if (request && own === undefined) {
          const copy = withAdded(request, added);
          args = given.length > 1 ? [copy, options, ...rest] : [copy];
        } else args = [input, withHeaders(options, inFormOf(own, pairs, added)), ...rest];
      };
      // What could be read once has been.
      if (own !== undefined) use([]);
      const headers = new Headers(pairs);
      const added = Object.entries(choose((name) => headerOf(headers, name)));
      if (added.length) use(added);
    },
  };
}

/**
 * What the browser knows of options. A request and options that have no more become one request, as the browser makes one of
 * them: a wrapper below ours may do so as well, and then nobody sees what it adds to that.
 * https://fetch.spec.whatwg.org/#requestinit
 */
const STANDARD =
  /^(?:method|headers|body|referrer|referrerPolicy|mode|credentials|cache|redirect|integrity|keepalive|signal|duplex|priority)$/;

function isStandard(options: RequestInit | null | undefined): options is RequestInit {
  return !!options && isPlain(options) && Object.keys(options).every((key) => STANDARD.test(key));
}

/** Not by init, which would reset the referrer: https://fetch.spec.whatwg.org/#dom-request */
function withAdded(request: Request, added: Pairs): Request {
  const copy = new Request(request);
  for (const [name, value] of added) copy.headers.append(name, value);
  return copy;
}

function withHeaders(options: RequestInit | null | undefined, headers: HeadersInit): RequestInit {
  return options && !isPlain(options)
    ? Object.assign(options, { headers })
    : { ...options, headers };
}

/** A wrapper of the page below ours reads and changes headers in the form in which the page gives them. */
function inFormOf(own: object | undefined, pairs: Pairs, added: Pairs): HeadersInit {
  if (!own || !(Symbol.iterator in own)) return recordOf(pairs, added);
  const all = [...pairs, ...added];
  const isHeaders = guard(() => headerOf(own as Headers, 'x') !== undefined, ignore);
  return isHeaders ? new Headers(all) : all;
}

/** A name that is there already, in whatever letters, has both values. */
function recordOf(pairs: Pairs, added: Pairs): Record<string, string> {
  const record = Object.fromEntries(pairs);
  for (const [name, value] of added) {
    const present = Object.keys(record).find((key) => key.toLowerCase() === name.toLowerCase());
    record[present ?? name] = present ? `${record[present]}, ${value}` : value;
  }
  return record;
}

/** Also one of another realm. */
function isRequest(input: unknown): input is Request {
  return isObject(input) && guard(() => urlOf(input as Request), ignore) !== undefined;
}

/** A member that is a plain value, or one of a request that serves as options. */
function peekAt<Key extends keyof RequestInit>(options: RequestInit | undefined, key: Key) {
  if (!isObject(options)) return undefined;
  if (isRequest(options)) return read(options, key as keyof Request) as unknown;
  return memberOf(options, key)?.value as unknown;
}

function hasGetter(options: RequestInit | undefined, key: string): boolean {
  return isObject(options) && !isRequest(options) && !!memberOf(options, key)?.get;
}

/** Of arguments that are ours. */
function headersIn([input, init]: FetchArguments): unknown {
  return init?.headers ?? (isRequest(input) && read(input, 'headers'));
}

/** Of headers that can be read again. */
function headersFrom(headers: unknown, name: string): string | null {
  return (
    guard(() => {
      const isList = Array.isArray(headers) && headers.every(Array.isArray);
      return isList || (isObject(headers) && isPlain(headers))
        ? new Headers(headers as HeadersInit).get(name)
        : headerOf(headers as Headers, name);
    }, ignore) ?? null
  );
}

/** Read as the browser reads them, once, in their own letters. https://fetch.spec.whatwg.org/#typedefdef-headersinit */
function pairsOf(headers: unknown): Pairs {
  return isObject(headers)
    ? Symbol.iterator in headers
      ? [...(headers as Headers)].map((pair) => [...pair] as [string, string])
      : Object.entries(headers as Record<string, string>)
    : [];
}

/** Options that run each getter once, however often they are asked. */
function readOnce(init: RequestInit | undefined): RequestInit | undefined {
  if (!isObject(init) || isPlain(init)) return init;
  const values = new Map<PropertyKey, unknown>();
  // Not of a prototype that a plain object has: see `isPlain`.
  return new Proxy(Object.create(Object.create({})) as RequestInit, {
    get(_, key) {
      if (!values.has(key)) values.set(key, Reflect.get(init, key));
      return values.get(key);
    },
    has: (_, key) => Reflect.has(init, key),
    set: (_, key, value) => !!values.set(key, value),
  });
}

/** Whether a copy of its own members says the same. */
function isPlain(object: object): boolean {
  const prototype = Reflect.getPrototypeOf(object);
  return (
    (!prototype || !Reflect.getPrototypeOf(prototype)) &&
    Reflect.ownKeys(object).every((key) => !Reflect.getOwnPropertyDescriptor(object, key)?.get)
  );
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
