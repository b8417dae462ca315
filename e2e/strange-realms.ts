import { later, quiet, script, SEEN, type StrangePage } from './strange-pages.js';

/** What the SDK says in the console; `seen` are errors of the page. */
const SAID = `${SEEN} window.said = []; for (const name of ['warn', 'error']) { const own = console[name]; console[name] = (...given) => { if (/Firsthand/.test(given[0])) said.push(name); own(...given); }; }`;
const DEEDS = script(
  `fetch('/api/echo?f'); const xhr = new XMLHttpRequest(); xhr.open('POST', '/api/echo'); xhr.send('1');
   ${later("throw new Error('of the page')")} ${later("history.pushState({}, '', '/next')", 150)}`,
);
const PRESS = '<button id="b" onclick="this.append(\'!\')">b</button>';
const done = { ...quiet, 'view /next': 1, 'error of the page': 1, 'action #b': 1 };
const kept = 'context of bought {"items":["a","b"],"deep":{"list":[1,[2]]},"n":2}';
const BUY =
  script(`FIRSTHAND.rum.addAction('bought', { items: ['a', 'b'], deep: { list: [1, [2]] }, n: 2 });
  FIRSTHAND.rum.addError(new Error('outer', { cause: new Error('inner') }));`);
const bought = {
  ...quiet,
  'action bought': 1,
  'error outer': 1,
  'cause of outer: inner': 1,
  [kept]: 1,
};
const recorded = { sessionReplaySampleRate: 100 };

/** A page of ordinary deeds in which something is named or locked. */
const among = (code: string, more: Partial<StrangePage> = {}): StrangePage => ({
  head: script(SAID) + script(code),
  body: `${DEEDS}${PRESS}`,
  options: recorded,
  clicks: ['#b'],
  facts: { ...done, 'fetch GET 200': 1, 'xhr POST 200': 1 },
  sees: ['[seen.length, said]', [1, []]],
  ...more,
});

/** Pages that change what scripts share, by how. */
export const STRANGE_REALMS: Record<string, StrangePage> = {
  'a table named Headers': among("const Headers = ['Name', 'Price'];"),
  'a table named Headers beside a control named labels': {
    head: script(SEEN) + script("const Headers = ['Name', 'Price'];"),
    body: `${script("const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/echo'); xhr.setRequestHeader('x-own', '1'); xhr.send();")}
      <form id="form" onsubmit="return false" style="padding:30px"><input name="labels"></form>`,
    clicks: ['#form'],
    facts: { ...quiet, 'xhr GET 200': 1, 'dead #form': 1 },
    sees: ['seen', []],
  },
  'a constant named Set, and one named URL': among("const Set = { a: 1 }, URL = 'https://a.test';"),
  'classes named Node, Event, Error and WeakMap': among(
    'class Node { constructor(v) { this.v = v; } } class Event {} class Response {} class WeakMap {} class AbortController {} class MutationObserver {}',
  ),
  'a fetch that only a getter gives': among(
    "const own = fetch; Object.defineProperty(window, 'fetch', { configurable: false, get: () => own });",
    {
      facts: { ...done, 'xhr POST 200': 1 },
      sees: ['[seen.length, said]', [1, ['warn']]],
    },
  ),
  'a history that is locked': among(
    "for (const name of ['pushState', 'replaceState']) Object.defineProperty(History.prototype, name, { writable: false, configurable: false }); Object.freeze(history);",
    { sees: ['[seen.length, said]', [1, []]] },
  ),
  'requests that are locked': among('Object.freeze(XMLHttpRequest.prototype);', {
    facts: { ...done, 'fetch GET 200': 1 },
    sees: ['[seen.length, said.length > 0]', [1, true]],
  }),
  'a console that is locked': among('Object.freeze(console);', {
    sees: ['[seen.length, said]', [1, ['warn']]],
  }),
  'elements and style sheets that are locked, with a replay': among(
    'for (const each of [Element, Node, Document, CSSStyleSheet, HTMLInputElement, EventTarget]) Object.freeze(each.prototype);',
    { sees: ['seen.length', 1] },
  ),
  'lists with a toJSON': {
    head: script(
      "Array.prototype.toJSON = function () { return '[' + this.map((x) => JSON.stringify(x)).join(', ') + ']'; };",
    ),
    body: BUY,
    options: recorded,
    facts: bought,
  },
  'texts with a toJSON': {
    head: script("String.prototype.toJSON = function () { return '\"' + this + '\"'; };"),
    body: BUY,
    facts: bought,
  },
  'objects with a toJSON': {
    head: script("Object.prototype.toJSON = function () { return 'an object'; };"),
    body: BUY,
    facts: bought,
  },
  'objects whose toJSON is another each time': {
    head: script(
      "Object.defineProperty(Object.prototype, 'toJSON', { configurable: true, get() { return () => 'an object'; }, set() {} });",
    ),
    body: BUY,
    facts: bought,
  },
  'objects with their own toJSON': {
    head: script(
      'Object.prototype.toJSON = function () { return Object.fromEntries(Object.entries(this)); };',
    ),
    body: BUY,
    facts: bought,
  },
  'numbers, truth values and dates with a toJSON': {
    head: script(
      "for (const each of [Number, Boolean, Date]) each.prototype.toJSON = function () { return 'other'; };",
    ),
    body: BUY,
    facts: bought,
  },
  'an Array.from of an old library': {
    head: script(
      'Array.from = (it) => { const all = []; for (let at = 0; at < (it?.length || 0); at += 1) all.push(it[at]); return all; };',
    ),
    body: BUY,
    options: recorded,
    facts: bought,
  },
  'values that log when they are read': {
    head: script('window.calls = 0;'),
    body: script(`const warn = () => { calls += 1; console.error('not to be read'); };
      const getter = { get a() { warn(); return 1; } }, proxy = new Proxy({ b: 2 }, { get(it, key) { warn(); return it[key]; } });
      const json = { c: 3, toJSON() { warn(); return { c: 3 }; } };
      console.error('getter', getter); console.error('proxy', proxy); console.error('json', json);
      FIRSTHAND.rum.addAction('told', { getter, json });
      FIRSTHAND.rum.addError(Object.defineProperty(new Error('own'), 'cause', { get() { warn(); return new Error('inner'); } }));`),
    facts: {
      ...quiet,
      'error getter {"a":1}': 1,
      'error proxy {"b":2}': 1,
      'error json {"c":3}': 1,
      'error not to be read': 0,
      'action told': 1,
      'context of told {"getter":{"a":1},"json":{"c":3}}': 1,
      'error own': 1,
      'cause of own: inner': 1,
    },
    sees: ['calls < 25', true],
  },
  'errors of another realm, in other places': {
    body: `<iframe id="f"></iframe>${script(`const { TypeError, AggregateError, DOMException, Map, Date, Error: Other } = f.contentWindow;
      class Mine extends Other {} const added = (error, context) => FIRSTHAND.rum.addError(error, context);
      console.error(new TypeError('alone')); added(new Error('with'), { reason: new TypeError('within'), map: new Map([['k', 1]]), date: new Date(0) });
      added(new AggregateError([new TypeError('one')], 'many')); added(new DOMException('of the DOM', 'AbortError')); added(new Mine('mine')); added(new Error('around', { cause: new TypeError('inner') }));
      f.remove(); added(new TypeError('of a frame that is gone'));`)}`,
    facts: {
      ...quiet,
      'error TypeError: alone': 1,
      'type of TypeError: alone: TypeError': 1,
      'stack of TypeError: alone': 1,
      'error with': 1,
      'error many': 1,
      'cause of many: one': 1,
      'error of the DOM': 1,
      'type of of the DOM: AbortError': 1,
      'error mine': 1,
      'error around': 1,
      'cause of around: inner': 1,
      'error of a frame that is gone': 1,
      'type of of a frame that is gone: TypeError': 1,
      'stack of of a frame that is gone': 1,
    },
  },
  'stacks that are no text': {
    body: script(`const ways = { list: (_, sites) => sites, object: () => ({ a: 1 }), number: () => 5, nothing: () => undefined, symbol: () => Symbol('x') };
      for (const [name, way] of Object.entries(ways)) { Error.prepareStackTrace = way; console.error('logged ' + name); FIRSTHAND.rum.addError(new Error('added ' + name)); }
      Error.prepareStackTrace = (_, sites) => sites;
      ${later("throw new Error('thrown')")} ${later("Error.prepareStackTrace = undefined; FIRSTHAND.rum.addError(new Error('after'))", 200)}`),
    facts: {
      ...quiet,
      ...Object.fromEntries(
        ['list', 'object', 'number', 'nothing', 'symbol'].flatMap((name) => [
          [`error logged ${name}`, 1],
          [`error added ${name}`, 1],
        ]),
      ),
      'error thrown': 1,
      'error after': 1,
      'stack of added list': 1,
      'stack of thrown': 1,
      'stack of after': 1,
    },
  },
  'more rejections with what is no error': {
    body: script(`${later("Promise.reject(Object.assign(Object.create({ get message() { return 'by a getter'; } }), { name: 'Odd' }))")}
      ${later("Promise.reject(new DOMException('quota', 'QuotaExceededError'))")} ${later('Promise.reject(new FormData())')}
      ${later("new Promise((_, no) => { const image = new Image(); image.onerror = no; image.src = '/missing.png'; })")}
      ${later("new Promise((_, no) => { const xhr = new XMLHttpRequest(); xhr.onerror = no; xhr.open('GET', 'http://127.0.0.1:1/'); xhr.send(); })")}
      ${later("dispatchEvent(new CustomEvent('unhandledrejection', { detail: { reason: 'a text of a library' } }))")}
      ${later('Promise.reject(Object.assign(Object.create(null), { code: 7 }))')}
      ${later("new WebSocket('ws://127.0.0.1:1/socket').onerror = (event) => Promise.reject(event)")} ${later("new EventSource('/missing').onerror = (event) => { event.target.close(); Promise.reject(event); }")}
      ${later("Promise.reject(new window.URL('https://a.test/x'))")} ${later("fetch('/api/echo?status=500').then((response) => Promise.reject(response.clone()))")} ${later("Promise.reject(Symbol('odd'))")}`),
    facts: {
      ...quiet,
      'xhr GET 0': 1,
      'fetch GET 500': 1,
      'error Uncaught "a text of a library"': 1,
      'error by a getter': 1,
      'type of by a getter: Odd': 1,
      'error quota': 1,
      'type of quota: QuotaExceededError': 1,
      'error Uncaught [object FormData]': 1,
      'error Uncaught {"code":7}': 1,
      'error Uncaught Symbol(odd)': 1,
      'error Uncaught error of XMLHttpRequest': 1,
      'error Uncaught error of img /missing.png': 1,
      'error Uncaught Response 500 /api/echo': 1,
      'error Uncaught https://a.test/x': 1,
      'error Uncaught error of EventSource /missing': 1,
      'error Uncaught error of WebSocket ws://127.0.0.1:1/socket': 1,
    },
  },
};
