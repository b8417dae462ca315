/** A page that does one strange thing, what is done on it, and what of it must be stored. */
export interface StrangePage {
  /** What comes before the SDK. */
  head?: string;
  /** What comes after `init`. */
  body?: string;
  options?: Record<string, unknown>;
  /** Selectors that are clicked, one after the other, once the page has been quiet. */
  clicks?: string[];
  /** Facts that must be stored, as `factsOf` and `finerFacts` say them, and no other error, view and action; 0: none. */
  facts: Record<string, number>;
  /** Expression of what the page itself must see, and that. */
  sees?: [expression: string, value: unknown];
}

export const script = (code: string) => `<script>${code}</script>`;
export const later = (code: string, time = 50) => `setTimeout(() => { ${code} }, ${time});`;
const clobbered = (names: string) =>
  `<form onsubmit="return false" style="padding:30px">${names
    .split(' ')
    .map((name) => `<input name="${name}">`)
    .join('')}<button id="in">in</button></form>`;
export const SEEN =
  "window.seen = []; addEventListener('error', (event) => seen.push(event.message));";
export const quiet = { 'view /': 1 };

/** By kind of what is strange: each as it was seen, and others of its kind. */
export const STRANGE_PAGES: Record<string, StrangePage> = {
  'a getter that logs its own object': {
    body: script(`window.calls = 0; const scary = { get value() { calls += 1; console.error('do not read', scary); return 1; } };
      console.error('look', scary); ${later("console.error('again', scary)", 2_500)} ${later('', 3_000)}`),
    facts: { ...quiet, 'error look {"value":1}': 1 },
  },
  'a beforeSend that logs, asks and throws': {
    head: script('window.asked = 0;'),
    body: script("console.error('first');"),
    options: {
      beforeSend:
        '(event) => { asked += 1; console.error("seen", event.type); fetch("/api/echo?from-beforeSend"); }',
    },
    facts: { ...quiet, 'error first': 1 },
  },
  'a groupUrl and a pattern that log': {
    body: script("fetch('/api/echo?x'); history.pushState({}, '', '/next');"),
    options: {
      groupUrl: '(path) => { console.error("grouped"); return path; }',
      allowedTracingUrls: '[() => { console.error("matched"); return false; }]',
    },
    facts: { ...quiet, 'view /next': 1, 'fetch GET 200': 1 },
  },
  'rejections with what is no error': {
    body: script(`${later("new Promise((_, no) => { const s = document.createElement('script'); s.src = '/missing.js'; s.onerror = no; document.head.append(s); })")}
      ${later("fetch('/api/echo?status=404').then((response) => { throw response; })")}
      ${later("dispatchEvent(new CustomEvent('unhandledrejection', { detail: { reason: new TypeError('of a library') } }))")}
      ${later("Promise.reject({ message: { text: 'nested' } })")} ${later('Promise.reject(undefined)')} ${later("Promise.reject(new Map([['a', 1]]))")}
      ${later("Promise.reject(new Event('odd'))")} ${later('Promise.reject(null)')}`),
    facts: {
      ...quiet,
      'error Uncaught error of script /missing.js': 1,
      'error Uncaught Response 404 /api/echo': 1,
      'error of a library': 1,
      'error {"text":"nested"}': 1,
      'error Uncaught undefined': 1,
      'error Uncaught {"a":1}': 1,
      'error Uncaught odd of Null': 1,
      'error Uncaught null': 1,
      'fetch GET 404': 1,
    },
  },
  'errors of another realm': {
    body: `<iframe id="f"></iframe>${script(`const { TypeError, Error: Other } = f.contentWindow;
      console.error('failed:', new TypeError('logged')); FIRSTHAND.rum.addError(new TypeError('added', { cause: new Other('inner') }));
      ${later("throw new TypeError('thrown')")} ${later("f.contentWindow.Promise.reject(new Other('of the frame'))")}
      ${later("Promise.reject(new Other('rejected'))")}`)}`,
    facts: {
      ...quiet,
      'error failed: TypeError: logged': 1,
      'error added': 1,
      'error thrown': 1,
      'error rejected': 1,
    },
  },
  'a route by the Navigation API': {
    head: script(`addEventListener('DOMContentLoaded', () => navigation.addEventListener('navigate', (event) => {
      if (event.canIntercept && !event.hashChange) event.intercept({ async handler() { document.title = 'next'; } }); }));`),
    body: '<a id="link" href="/cart">cart</a><button id="go" onclick="navigation.navigate(\'/pay\')">pay</button>',
    clicks: ['#link', '#go'],
    facts: { ...quiet, 'view /cart': 1, 'view /pay': 1, 'action #link': 1, 'action #go': 1 },
  },
  'a pushState that the page took before': {
    head: script('const push = history.pushState.bind(history);'),
    body: script(`${later("push({}, '', '/cart')", 300)} ${later("History.prototype.pushState.call(history, {}, '', '/pay')", 600)}
      ${later("document.createElement('i').baseURI; location.hash = '#top'", 700)}`),
    facts: { ...quiet, 'view /cart': 1, 'view /pay': 1 },
  },
  'a stream longer than the wait for its timing': {
    body: script("fetch('/api/stream?n=14&ms=500').then((response) => response.text());"),
    facts: { ...quiet, 'fetch GET 200': 1, 'duration of fetch above 7 s': 1 },
    sees: ['new Promise((done) => setTimeout(() => done(true), 8500))', true],
  },
  'clicks that change no node': {
    body: `<style>#o { transition: color 20ms }</style>
      <button id="nothing">nothing</button><button id="popover" popovertarget="menu">popover</button><div id="menu" popover>menu</div>
      <button id="shadow" onclick="document.querySelector('x-box').shadowRoot.querySelector('p').textContent += '!'">shadow</button><x-box><template shadowrootmode="open"><p>in</p></template></x-box>
      <button id="download" onclick="const a = document.createElement('a'); a.href = window.URL.createObjectURL(new Blob(['x'])); a.download = 'x.txt'; a.click()">download</button>
      <button id="sheet" onclick="document.styleSheets[0].insertRule('p { color: red }')">sheet</button>
      <button id="field" onclick="document.querySelector('#text').value = 'set'">field</button><input id="text">
      <button id="animate" onclick="this.animate([{ opacity: 0 }, { opacity: 1 }], 50)">animate</button>
      <button id="copy" onclick="navigator.clipboard.writeText('x').catch(() => {})">copy</button>
      <button id="draw" onclick="document.querySelector('canvas').getContext('2d').fillRect(0, 0, 9, 9)">draw</button><canvas width="9" height="9"></canvas>
      <button id="focus" onclick="document.querySelector('#text').focus()">focus</button>
      <button id="frame" onclick="f.contentDocument.body.append('!')">frame</button><iframe id="f" srcdoc="<p>in</p>"></iframe>
      <x-closed id="shut" style="display: block"></x-closed>${script(`{ const root = shut.attachShadow({ mode: 'closed' }); root.innerHTML = '<p>in</p>'; root.onclick = () => root.append('!'); }`)}
      <button id="adopt" onclick="document.adoptedStyleSheets.push(new CSSStyleSheet())">adopt</button>
      <button id="disable" onclick="document.styleSheets[0].disabled = true">disable</button>
      <button id="mixed" onclick="box.indeterminate = true">mixed</button><input type="checkbox" id="box">
      <button id="cancel" onclick="spin.cancel()">cancel</button>
      <button id="where" onclick="navigator.geolocation.getCurrentPosition(() => {}, () => {})">where</button>
      <button id="wide" onclick="document.querySelector('dialog').showModal()">wide</button><dialog><form method="dialog"><button id="close" onclick="const until = performance.now() + 100; while (performance.now() < until);">close</button></form></dialog>
      <button id="scrolls" onclick="scroller.scrollTop = 50">scrolls</button><div id="scroller" style="height: 20px; overflow: auto"><p style="height: 200px">long</p></div>
      ${script(`const spin = document.querySelector('#nothing').animate([{ rotate: '0deg' }, { rotate: '0deg' }], 1e6);`)}`,
    clicks: [
      '#nothing',
      '#popover',
      '#shadow',
      '#download',
      '#sheet',
      '#field',
      '#animate',
      '#copy',
      '#draw',
      '#focus',
      '#frame',
      '#shut',
      '#adopt',
      '#disable',
      '#mixed',
      '#cancel',
      '#where',
      '#scrolls',
      '#wide',
      '#close',
    ],
    facts: {
      ...quiet,
      'dead #nothing': 1,
      'action #popover': 1,
      'action #shadow': 1,
      'action #download': 1,
      'action #sheet': 1,
      'action #field': 1,
      'action #animate': 1,
      'action #copy': 1,
      'action #draw': 1,
      'action #focus': 1,
      'action #frame': 1,
      'action #shut': 1,
      'action #adopt': 1,
      'action #disable': 1,
      'action #mixed': 1,
      'action #cancel': 1,
      'action #where': 1,
      'action #scrolls': 1,
      'action #wide': 1,
      'action #close': 1,
    },
  },
  'a click on a label, and one whose target goes at pointerdown': {
    body: `<label id="label">check <input type="checkbox"></label>
      <button id="gone" onpointerdown="this.textContent = 'other'">first</button>`,
    clicks: ['#label', '#gone'],
    facts: { ...quiet, 'action #label': 1, 'action #gone': 1, 'named first': 1, 'named check': 1 },
  },
  'document.open after the load': {
    body: script(`${later('document.open(); document.write(\'<title>Page</title><button id="b">press</button>\'); document.close()', 300)}
      ${later("throw new Error('after')", 700)}`),
    clicks: ['#b'],
    facts: { ...quiet, 'error after': 1, 'dead #b': 1 },
  },
  'controls named like members of their form': {
    head: script(SEEN),
    body: clobbered(
      'id labels closest getAttribute matches parentElement parentNode tagName localName children attributes nodeType style classList',
    ),
    options: { sessionReplaySampleRate: 100 },
    clicks: ['#in', 'input[name=closest]'],
    facts: { ...quiet, 'action #in': 1, 'action html>body>form>input:nth-of-type(3)': 1 },
    sees: ['seen', []],
  },
  'elements named like members of the document': {
    head: script(SEEN),
    body: `<img alt="" name="body"><img alt="" name="visibilityState"><img alt="" name="cookie"><form name="createElement"></form><form name="querySelector"></form><button id="b">b</button>`,
    clicks: ['#b'],
    facts: { ...quiet, 'dead #b': 1 },
    sees: ['seen', []],
  },
  'interactions all quicker than browsers tell': {
    body: `<button id="fast" onclick="this.append('!')">fast</button><button id="route" onclick="history.pushState({}, '', '/next')">route</button>`,
    clicks: ['#fast', '#route', '#fast', '#fast'],
    facts: { ...quiet, 'view /next': 1, 'action #fast': 3, 'action #route': 1, 'INP of /next': 1 },
  },
  'manual views, and what is said of them before the first': {
    body: script(`FIRSTHAND.rum.addTiming('early'); FIRSTHAND.rum.setViewContext({ step: 1 }); FIRSTHAND.rum.addFeatureFlagEvaluation('dark', true);
      ${later("FIRSTHAND.rum.startView({ name: 'home', url: '/told' })", 300)}`),
    options: { trackViewsManually: true },
    facts: {
      'view /told': 1,
      'timing early of home': 1,
      'context step of home': 1,
      'flag dark of home': 1,
    },
  },
  'a user who is known only when the document is parsed': {
    body: script(
      "addEventListener('DOMContentLoaded', () => FIRSTHAND.rum.setUser({ id: 'ann' }));",
    ),
    facts: { ...quiet, 'document of ann': 1 },
  },
  'errors before init': {
    head: script(`${later("throw new Error('while it loads')", 0)}`),
    options: { late: 300 },
    body: script(later("throw new Error('before init')", 100)),
    facts: { ...quiet, 'error before init': 1 },
  },
  'a request that aborts itself in its last moment': {
    body: script(`const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/echo'); xhr.onreadystatechange = () => { if (xhr.readyState === 4 && xhr.status) xhr.abort(); }; xhr.send();
      const other = new XMLHttpRequest(); other.open('POST', '/api/echo'); other.send(); other.onreadystatechange = () => { if (other.readyState === 4 && other.status) other.abort(); };`),
    facts: { ...quiet, 'xhr GET 200': 1, 'xhr POST 200': 1 },
  },
  'requests that the page waits for from the first script on': {
    body: script("fetch('/api/stream?n=1&ms=1200').then((response) => response.text());"),
    facts: { ...quiet, 'fetch GET 200': 1, 'loading time above 1 s': 1 },
    sees: ['new Promise((done) => setTimeout(() => done(true), 1500))', true],
  },
  'a fetch that begins anew each time that its answer is asked': {
    head: script(`window.runs = 0; const native = fetch;
      window.fetch = (...given) => ({ then(...told) { runs += given[0] === '/api/echo'; return native(...given).then(...told); } });`),
    body: script("(async () => { await fetch('/api/echo'); })();"),
    facts: { ...quiet },
    sees: ['runs', 1],
  },
  'a page that stops all, with a replay': {
    head: script(`const { prototype } = CSSStyleSheet;
      const membersOf = () => Object.getOwnPropertyNames(prototype).filter((name) => typeof Object.getOwnPropertyDescriptor(prototype, name).value === 'function').map((name) => [name, prototype[name]]);
      const were = membersOf();`),
    options: { sessionReplaySampleRate: 100 },
    facts: { ...quiet },
    sees: [
      `(FIRSTHAND.rum.destroy(), new Promise((done) => setTimeout(done, 100))).then(() => [
        ...membersOf().filter(([, member], index) => member !== were[index][1]).map(([name]) => name),
        ...Object.getOwnPropertyNames(document).filter((name) => name !== 'location'),
      ])`,
      [],
    ],
  },
  'a compression that fails, with a replay': {
    head: script(`${SEEN} Response.prototype.arrayBuffer = () => Promise.reject(new Error('no'));`),
    body: `<p id="p"></p>${script("setInterval(() => { p.append('x'); }, 100);")}`,
    options: { sessionReplaySampleRate: 100 },
    facts: { ...quiet },
    sees: ['new Promise((done) => setTimeout(() => done(seen), 2_000))', []],
  },
  'a page that takes away what nobody can do without': {
    head: script(`${SEEN} window.warned = []; console.warn = (...said) => warned.push(String(said[0]));
      window.symbol = Symbol; Symbol = undefined;`),
    body: script("Symbol = symbol; FIRSTHAND.rum.addError(new Error('not collected'));"),
    facts: {},
    sees: ['[seen, warned]', [[], ['Firsthand:']]],
  },
  'a page that never rests': {
    body: `<p id="p"></p>${script('setInterval(() => { p.textContent = performance.now(); }, 20);')}`,
    facts: { ...quiet, 'no loading time': 1 },
  },
};
