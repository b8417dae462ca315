/*
 * The globals that Firsthand uses, taken once, before a page can put others in their place. The build has each module take
 * them from here (`scripts/own-globals.mjs`): a page's own `const Headers = …` or `class Map` hides the browser's from every
 * script that is loaded later. So a global's bare name is the browser's; what the page has now is `globalThis.fetch`.
 */

/** Not by the name `globalThis`, which a page may give to something else; `window` it cannot. */
const page = typeof window === 'undefined' ? globalThis : window;

type Names = Record<string, unknown> & { __Zone_symbol_prefix?: string };

/** What literals have nobody hides. */
const { constructor, toString: kindOf } = {};
const { getOwnPropertyDescriptors, getOwnPropertyNames, getPrototypeOf } =
  constructor as ObjectConstructor;
const { toString: sourceOf } = kindOf;

/** They work in their own window only, so that the page's have to do. */
const OF_THE_PAGE = /Observer$|^(?:XMLHttpRequest|console|self)$/;

const NAMESPACE = /^(?:CSS|Intl|JSON|Math|Reflect)$/;

/** What a window has in which no script has run. */
let cleanWindow: Record<string, PropertyDescriptor> | undefined;

/**
 * zone.js keeps what it replaces under names of its own: by the originals nothing of ours keeps an Angular app busy, or has
 * it look for changes. https://github.com/angular/angular/blob/main/packages/zone.js/NON-STANDARD-APIS.md
 */
function take<Name extends keyof typeof globalThis>(name: Name): (typeof globalThis)[Name] {
  const names = page as unknown as Names;
  const { __Zone_symbol_prefix: prefix = '__zone_symbol__' } = names;
  const present = names[prefix + name] ?? names[name];
  return (isBrowsers(name, present) ? present : browsersOwn(name, present)) as never;
}

/** Whether a page has not declared something else by that name, such as `function Map() {}` or `var URL = '/base'`. */
function isBrowsers(name: string, value: unknown): boolean {
  if (value === undefined || OF_THE_PAGE.test(name)) return true;
  const kind = kindOf.call(value).slice(8, -1);
  if (NAMESPACE.test(name)) return kind === name;
  const isFunction = typeof value === 'function';
  return /^[A-Z]/.test(name)
    ? isFunction && isNative(value)
    : isFunction || kind.toLowerCase() === name;
}

function isNative(value: unknown): boolean {
  return /\[native code\]/.test(sourceOf.call(value));
}

/** What has all members of the browser's, as a polyfill does, stays; and so does all of a browser that is a script, as jsdom. */
function browsersOwn(name: string, present: unknown): unknown {
  try {
    if (!isNative(document.hasChildNodes)) return present;
    cleanWindow ??= membersOfWindow();
    const { get, value } = cleanWindow[name] ?? {};
    const own: unknown = get ? get.call(page) : value;
    return typeof present === typeof own && hasAll(present as Members, own as Members)
      ? present
      : own;
  } catch {
    return present;
  }
}

function membersOfWindow(): Record<string, PropertyDescriptor> {
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  const members = getOwnPropertyDescriptors(frame.contentWindow);
  frame.remove();
  return members as unknown as Record<string, PropertyDescriptor>;
}

type Members = object & { prototype?: object };

function hasAll(present: Members, own: Members): boolean {
  const { prototype = getPrototypeOf(own) as object } = own;
  const has = (holder: object) => (key: string) => key in holder;
  return (
    getOwnPropertyNames(own).every(has(present)) &&
    getOwnPropertyNames(prototype).every(has(present.prototype ?? present))
  );
}

export { page as globalThis };
export const AbortController = /* @__PURE__ */ take('AbortController');
export const AbortSignal = /* @__PURE__ */ take('AbortSignal');
export const Array = /* @__PURE__ */ take('Array');
export const ArrayBuffer = /* @__PURE__ */ take('ArrayBuffer');
export const atob = /* @__PURE__ */ take('atob');
export const addEventListener = /* @__PURE__ */ take('addEventListener');
export const BigInt = /* @__PURE__ */ take('BigInt');
export const Blob = /* @__PURE__ */ take('Blob');
export const Boolean = /* @__PURE__ */ take('Boolean');
export const btoa = /* @__PURE__ */ take('btoa');
export const cancelAnimationFrame = /* @__PURE__ */ take('cancelAnimationFrame');
export const cancelIdleCallback = /* @__PURE__ */ take('cancelIdleCallback');
export const clearInterval = /* @__PURE__ */ take('clearInterval');
export const clearTimeout = /* @__PURE__ */ take('clearTimeout');
export const CompressionStream = /* @__PURE__ */ take('CompressionStream');
export const console = /* @__PURE__ */ take('console');
export const createImageBitmap = /* @__PURE__ */ take('createImageBitmap');
export const crypto = /* @__PURE__ */ take('crypto');
export const CSS = /* @__PURE__ */ take('CSS');
export const CSSConditionRule = /* @__PURE__ */ take('CSSConditionRule');
export const CSSGroupingRule = /* @__PURE__ */ take('CSSGroupingRule');
export const CSSMediaRule = /* @__PURE__ */ take('CSSMediaRule');
export const CSSRule = /* @__PURE__ */ take('CSSRule');
export const CSSSupportsRule = /* @__PURE__ */ take('CSSSupportsRule');
export const customElements = /* @__PURE__ */ take('customElements');
export const DataView = /* @__PURE__ */ take('DataView');
export const Date = /* @__PURE__ */ take('Date');
export const decodeURIComponent = /* @__PURE__ */ take('decodeURIComponent');
export const Document = /* @__PURE__ */ take('Document');
export const DOMException = /* @__PURE__ */ take('DOMException');
export const DragEvent = /* @__PURE__ */ take('DragEvent');
export const Element = /* @__PURE__ */ take('Element');
export const encodeURIComponent = /* @__PURE__ */ take('encodeURIComponent');
export const Error = /* @__PURE__ */ take('Error');
export const Event = /* @__PURE__ */ take('Event');
export const EventTarget = /* @__PURE__ */ take('EventTarget');
export const fetch = /* @__PURE__ */ take('fetch');
export const Float32Array = /* @__PURE__ */ take('Float32Array');
export const Float64Array = /* @__PURE__ */ take('Float64Array');
export const Function = /* @__PURE__ */ take('Function');
export const getComputedStyle = /* @__PURE__ */ take('getComputedStyle');
export const getSelection = /* @__PURE__ */ take('getSelection');
export const Headers = /* @__PURE__ */ take('Headers');
export const history = /* @__PURE__ */ take('history');
export const isFinite = /* @__PURE__ */ take('isFinite');
export const HTMLCanvasElement = /* @__PURE__ */ take('HTMLCanvasElement');
export const HTMLFormElement = /* @__PURE__ */ take('HTMLFormElement');
export const HTMLImageElement = /* @__PURE__ */ take('HTMLImageElement');
export const ImageData = /* @__PURE__ */ take('ImageData');
export const Int16Array = /* @__PURE__ */ take('Int16Array');
export const Int32Array = /* @__PURE__ */ take('Int32Array');
export const Int8Array = /* @__PURE__ */ take('Int8Array');
export const Intl = /* @__PURE__ */ take('Intl');
export const JSON = /* @__PURE__ */ take('JSON');
export const Map = /* @__PURE__ */ take('Map');
export const Math = /* @__PURE__ */ take('Math');
export const MouseEvent = /* @__PURE__ */ take('MouseEvent');
export const MutationObserver = /* @__PURE__ */ take('MutationObserver');
export const navigator = /* @__PURE__ */ take('navigator');
export const Node = /* @__PURE__ */ take('Node');
export const NodeFilter = /* @__PURE__ */ take('NodeFilter');
export const Number = /* @__PURE__ */ take('Number');
export const Object = /* @__PURE__ */ take('Object');
export const parseInt = /* @__PURE__ */ take('parseInt');
export const performance = /* @__PURE__ */ take('performance');
export const PerformanceEventTiming = /* @__PURE__ */ take('PerformanceEventTiming');
export const PerformanceObserver = /* @__PURE__ */ take('PerformanceObserver');
export const Promise = /* @__PURE__ */ take('Promise');
export const Proxy = /* @__PURE__ */ take('Proxy');
export const Reflect = /* @__PURE__ */ take('Reflect');
export const RegExp = /* @__PURE__ */ take('RegExp');
export const queueMicrotask = /* @__PURE__ */ take('queueMicrotask');
export const removeEventListener = /* @__PURE__ */ take('removeEventListener');
export const ReportingObserver = /* @__PURE__ */ take('ReportingObserver');
export const Request = /* @__PURE__ */ take('Request');
export const requestAnimationFrame = /* @__PURE__ */ take('requestAnimationFrame');
export const requestIdleCallback = /* @__PURE__ */ take('requestIdleCallback');
export const ResizeObserver = /* @__PURE__ */ take('ResizeObserver');
export const Response = /* @__PURE__ */ take('Response');
export const self = /* @__PURE__ */ take('self');
export const Set = /* @__PURE__ */ take('Set');
export const setInterval = /* @__PURE__ */ take('setInterval');
export const setTimeout = /* @__PURE__ */ take('setTimeout');
export const ShadowRoot = /* @__PURE__ */ take('ShadowRoot');
export const String = /* @__PURE__ */ take('String');
export const Symbol = /* @__PURE__ */ take('Symbol');
export const Text = /* @__PURE__ */ take('Text');
export const TextEncoder = /* @__PURE__ */ take('TextEncoder');
export const TypeError = /* @__PURE__ */ take('TypeError');
export const Uint16Array = /* @__PURE__ */ take('Uint16Array');
export const Uint32Array = /* @__PURE__ */ take('Uint32Array');
export const Uint8Array = /* @__PURE__ */ take('Uint8Array');
export const Uint8ClampedArray = /* @__PURE__ */ take('Uint8ClampedArray');
export const URL = /* @__PURE__ */ take('URL');
export const WeakMap = /* @__PURE__ */ take('WeakMap');
export const WeakSet = /* @__PURE__ */ take('WeakSet');
export const Worker = /* @__PURE__ */ take('Worker');
export const XMLHttpRequest = /* @__PURE__ */ take('XMLHttpRequest');
