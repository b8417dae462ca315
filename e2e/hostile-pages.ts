import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OLD_LIBRARIES } from './strange-site.js';

/** What a page does before the SDK is loaded that other pages do not. */
export interface HostilePage {
  /** Script at the top of the page. */
  script?: string;
  /** Files that are loaded before the SDK, by their address. */
  libraries?: string[];
  /** Of the page's own answer. */
  headers?: Record<string, string>;
  /** Script after the SDK's, before `init`. */
  later?: string;
  /** The page is in one. */
  frame?: Frame;
  /** Its body is written by `document.open()`. */
  isReopened?: boolean;
  /** Engines in which it makes no sense. */
  not?: string[];
  /** Facts that cannot be known, or not as they are elsewhere. */
  unknown?: string[];
  /** The same in one engine. */
  unknownIn?: Record<string, string[]>;
}

interface Frame {
  attributes?: string;
  /** Default: that of the page around it */
  host?: string;
}

/** Names that the two bundles take from the window, as the build lists them. */
const globals = [
  ...readFileSync(
    fileURLToPath(new URL('../packages/core/src/browser/globals.ts', import.meta.url)),
    'utf8',
  ).matchAll(/^export const (\w+) = .*take\(/gm),
].map(([, name = '']) => name);

const classes = globals.filter((name) => /^[A-Z]/.test(name));
const functions = globals.filter((name) => /^[a-z]/.test(name) && !/^(self|console)$/.test(name));

/** Pages that have broken other scripts, by what is strange about them. */
export const HOSTILE_PAGES: Record<string, HostilePage> = {
  'every class that the SDK names is hidden by one of the page': {
    script: classes
      .map((name) => `class ${name} { constructor() { throw 'not yours'; } }`)
      .join('\n'),
  },
  'every function that the SDK names is hidden by a constant of the page': {
    script: `${functions.map((name) => `const ${name} = 'not yours';`).join('\n')} const globalThis = null;`,
  },
  'classes are replaced once the SDK is there': {
    later: `for (const name of ${JSON.stringify(classes.filter((name) => !/^(?:Object|Function|Promise|XMLHttpRequest)$/.test(name)))})
      window[name] = class { constructor() { throw 'not yours'; } };`,
  },
  'parts of the page have the names of classes that the SDK names': {
    script: classes
      .filter((name) => !/^(?:Object|Function|Promise|XMLHttpRequest)$|Observer$/.test(name))
      .map(
        (name, at) => `var ${name} = ${['{}', "'/base'", 'function (a) { this.a = a; }'][at % 3]};`,
      )
      .join('\n'),
  },
  'a map of the page has methods of its own': {
    script: `class Atlas { constructor() { this.markers = []; } add() {} zoom() {} }
      var Map = Atlas, URL = class { go() {} }, performance = { score: 1 }, Text = '', crypto = {}, navigator = {};`,
  },
  'observers and some functions are gone': {
    script: `for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver']) window[name] = {};
      var atob = 1, getSelection = '', structuredClone = null;`,
    // What a click changes is not seen.
    unknown: ['action #press'],
  },
  'a sandboxed frame': {
    frame: { attributes: 'sandbox="allow-scripts"' },
    // It takes the frame's own scripts for those of another origin, and has no routes in it.
    unknownIn: { WebKit: ['error thrown', 'view /next'] },
  },
  'a frame of another site': { frame: { host: 'localhost' } },
  'a page that document.open() writes': { isReopened: true },
  'functions are replaced once the SDK is there': {
    later: `for (const name of ['structuredClone', 'btoa', 'atob', 'queueMicrotask', 'requestIdleCallback', 'cancelIdleCallback', 'getSelection', 'encodeURIComponent', 'decodeURIComponent', 'requestAnimationFrame'])
      window[name] = () => { throw 'not yours'; };`,
  },
  'objects and lists have a toJSON': {
    script: `Array.prototype.toJSON = function () { return '[' + this.length + ']'; };
      Object.prototype.toJSON = function () { return 'an object'; };
      String.prototype.toJSON = function () { return 'a text'; };`,
  },
  'objects and lists have members that loops find': {
    script: `Object.prototype.extra = 'x'; Array.prototype.extra = function () {}; Function.prototype.extra = 1;`,
  },
  'Array.from and others are those of an old library': {
    script: `Array.from = (it) => { if (!it) return []; const all = []; for (let at = 0; at < (it.length || 0); at += 1) all.push(it[at]); return all; };
      Array.prototype.entries = function () { return this.slice(); };
      Function.prototype.bind = function (self, ...first) { const method = this; return function (...rest) { return method.apply(self, first.concat(rest)); }; };
      Object.values = (object) => Object.keys(object).map((key) => object[key]);`,
  },
  'fetch, history and console are locked': {
    script: `Object.defineProperty(window, 'fetch', { value: fetch, writable: false, configurable: false });
      Object.freeze(history); Object.freeze(History.prototype); Object.freeze(console);`,
    // Where the browser has no Navigation API, a route is not told.
    unknown: ['fetch PUT 200', 'error written 1', 'view /next'],
  },
  'XMLHttpRequest is locked': {
    script: 'Object.freeze(XMLHttpRequest.prototype);',
    unknown: ['xhr GET 200', 'xhr POST 200'],
  },
  'timers have no number': {
    script: `const [later, again] = [setTimeout, setInterval];
      window.setTimeout = (...given) => void later(...given); window.setInterval = (...given) => void again(...given);`,
  },
  'storage throws': {
    script: `for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
      Object.defineProperty(Document.prototype, 'cookie', { get() { throw new DOMException('denied', 'SecurityError'); }, set() { throw new DOMException('denied', 'SecurityError'); } });`,
  },
  'newer parts of the browser are missing': {
    script: `for (const name of ['requestIdleCallback', 'cancelIdleCallback', 'ResizeObserver', 'ReportingObserver', 'CompressionStream', 'PerformanceObserver', 'navigation', 'structuredClone', 'queueMicrotask', 'scheduler', 'Temporal', 'Clipboard', 'WebGL2RenderingContext', 'trustedTypes'])
      { delete window[name]; if (name in window) Object.defineProperty(window, name, { value: undefined, configurable: true, writable: true }); }`,
  },
  'elements are named like parts of the browser': {
    script: `addEventListener('DOMContentLoaded', () => document.body.insertAdjacentHTML('beforeend', ['FIRSTHAND_REPLAY', 'navigation', 'scheduler', 'Temporal', 'trustedTypes', '_debugIds'].map((id) => '<i id="' + id + '"></i>').join('') + ['body', 'cookie', 'visibilityState', 'documentElement', 'createElement', 'querySelector', 'hasFocus', 'referrer', 'readyState', 'baseURI', 'getElementById'].map((name) => '<img alt="" name="' + name + '">').join('')));`,
  },
  'console.error is called by what it is given': {
    script: `window.scary = { get value() { console.error('do not read', scary); return 1; } };`,
    later: `addEventListener('load', () => window.FIRSTHAND?.rum.addAction('scary', scary));`,
  },
  'Error.prepareStackTrace answers a list': {
    script: 'Error.prepareStackTrace = (error, sites) => sites;',
    not: ['Firefox', 'WebKit'],
  },
  'a strict policy': {
    headers: {
      'content-security-policy':
        "default-src 'self'; script-src 'self' 'nonce-a1'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    },
  },
  // It tells of rejections itself, in its own words.
  'zone.js': { libraries: ['/zone.js'], unknown: ['error rejected'] },
  // From Debian's packages, where there are any (`scripts/browsers.mjs`).
  ...(existsSync(OLD_LIBRARIES['/prototype.js']) && {
    'Prototype.js 1.7': { libraries: ['/prototype.js'] },
  }),
  ...(existsSync(OLD_LIBRARIES['/mootools.js']) && { MooTools: { libraries: ['/mootools.js'] } }),
  'core-js': { libraries: ['/core-js.js'] },
  'pace.js': { libraries: ['/pace.js'] },
  'an SES lockdown': {
    libraries: ['/lockdown.js'],
    script:
      "lockdown({ errorTaming: 'unsafe', consoleTaming: 'unsafe', overrideTaming: 'severe' });",
  },
};

/** What any page does, written so that no name of the window is needed that the page hides; it reports what came of it. */
const behaviour = (report: string) => `
  const w = window, told = [];
  w.addEventListener('error', (event) => told.push('error ' + event.message));
  w.addEventListener('unhandledrejection', (event) => told.push('rejection ' + event.reason));
  const pause = (time) => new w.Promise((done) => w.setTimeout(done, time));
  const ask = (how) => new w.Promise((done) => {
    const xhr = new w.XMLHttpRequest();
    xhr.onloadend = () => done(told.push('xhr ' + how + ' ' + xhr.status));
    xhr.open(how, '/api/echo?xhr');
    xhr.setRequestHeader('x-own', '1');
    xhr.send(how === 'GET' ? null : 'body');
  });
  w.addEventListener('load', async () => {
    await pause(100);
    const answer = await w.fetch('/api/echo?fetch', { method: 'PUT', headers: { 'x-own': '1' }, body: 'body' });
    told.push('fetch ' + (await answer.text()).length);
    told.push('fetch failed ' + (await w.fetch('http://127.0.0.1:1/').then(() => 'no', (error) => error.name)));
    await ask('GET');
    await ask('POST');
    try { w.history.pushState({}, '', '/next'); } catch (error) { told.push('refused ' + error.name); }
    told.push('at ' + w.location.pathname);
    w.console.error('written', 1);
    w.setTimeout(() => { throw w.makeError('thrown'); }, 20);
    w.Promise.reject(w.makeError('rejected'));
    w.press.click();
    await pause(150);
    const names = w.ownNames.filter((name) => !/^(FIRSTHAND.*|\\d+|makeError|ownNames|__.*)$/.test(name));
    const report = new w.XMLHttpRequest();
    report.open('POST', '${report}');
    report.send([...told.sort(), ...names.sort()].join(';'));
  });`;

/** Before anything is hidden. */
const PREPARATION = `window.makeError = ((Made) => (message) => new Made(message))(Error);
  Object.defineProperty(window, 'ownNames', { configurable: true, get: ((names) => () => names(window))(Object.getOwnPropertyNames) });`;

/** A page that does what any page does under these circumstances, with the SDK or without it. */
export function htmlOf(
  { script = '', libraries = [], later = '', isReopened }: HostilePage,
  { report, options }: { report: string; options?: object },
): string {
  const run = (code: string) => `<script nonce="a1">${code}</script>`;
  const load = (path: string) => `<script src="${path}" nonce="a1"></script>`;
  const body = `${run(behaviour(report))}
    <h1>Page</h1><button id="press">press</button>
    <form id="form"><input name="id" value="x"><input name="parentNode"><input name="closest"><input name="tagName"></form>
    ${run("press.onclick = () => press.append('!');")}`;
  const written = JSON.stringify(body).replaceAll('</', '<\\/');
  return `<!doctype html><meta charset="utf-8"><title>Page</title>
    ${run(PREPARATION)}${libraries.map(load).join('')}${run(script)}
    ${options ? load('/sdk/firsthand-rum.js') : ''}${run(later)}
    ${options ? run(`FIRSTHAND.init(${JSON.stringify(options)});`) : ''}
    ${isReopened ? run(`addEventListener('load', () => setTimeout(() => { document.open(); document.write(${written}); document.close(); }));`) : body}`;
}

/** The page around a frame. */
export function frameOf({ attributes = '', host = '127.0.0.1' }: Frame): string {
  return `<!doctype html><title>Around</title><script>
    document.write('<iframe ${attributes} src="//${host}:' + location.port + '/?framed"></iframe>');
  </script>`;
}
