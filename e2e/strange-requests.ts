import { later, quiet, script, type StrangePage } from './strange-pages.js';

const wait = (time: number): NonNullable<StrangePage['sees']> => [
  `new Promise((done) => setTimeout(() => done(true), ${time}))`,
  true,
];
const post = (body: string) => `fetch('/api/echo', { method: 'POST', body: ${body} });`;
const ask = (request: object) => post(JSON.stringify(JSON.stringify(request)));

/** Requests of all kinds, by what is strange about them. */
export const STRANGE_REQUESTS: Record<string, StrangePage> = {
  'a stub of fetch that gives no response': {
    head: script(`const native = fetch;
      const answers = { undefined: undefined, null: null, text: 'x', number: 5, object: {}, function: () => {}, frozen: Object.freeze({ status: 'odd', ok: 1 }), hollow: Object.create(Response.prototype),
        throwing: new Proxy({}, { get(_, key) { if (key === 'then') return undefined; throw new Error('do not read ' + String(key)); } }) };
      window.fetch = (...given) => given[0] in answers ? Promise.resolve(answers[given[0]]) : native(...given);
      const told = async () => { const all = [];
        for (const [name, value] of Object.entries(answers)) all.push(name + ' ' + await fetch(name).then((got) => got === value, String));
        return all; };`),
    options: { allowedGraphQlUrls: '[{ match: () => true, trackResponseErrors: true }]' },
    facts: { ...quiet },
    sees: [
      'told()',
      'undefined null text number object function frozen hollow throwing'
        .split(' ')
        .map((name) => `${name} true`),
    ],
  },
  'a fetch of the page that answers by what it likes, and gets what was given': {
    head: script(`const native = fetch, reason = new Error('thrown at once'); class Own extends Promise {} let made, got;
      const kinds = { cancel: () => Object.assign(Promise.resolve(new Response('a')), { cancel() {} }), subclass: () => Own.resolve(new Response('b')), 
        plain: () => 'no promise', nothing: () => undefined, thenable: () => ({ then(done) { done(new Response('d')); } }), throwing: () => { throw made = reason; } };
      window.fetch = (...given) => { const make = kinds[given[0]]; if (!make) return native(...given); got = given; return made = make(); };
      const told = () => Object.keys(kinds).map((kind) => { const init = { method: 'POST', unknown: 1 }; let answer;
        try { answer = fetch(kind, init, 7); } catch (error) { answer = error; }
        return [kind, answer === made, got.length, got[1] === init].join(' '); });`),
    facts: { ...quiet },
    sees: [
      'told()',
      'cancel subclass plain nothing thenable throwing'
        .split(' ')
        .map((name) => `${name} true 3 true`),
    ],
  },
  'bodies of other kinds longer than the wait for their timing': {
    body: script(`const path = '?n=16&ms=500';
      fetch('/api/stream' + path).then((response) => response.blob());
      fetch('/api/stream/' + path, { method: 'POST', body: 'x' }).then((response) => response.clone().text());
      const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/stream' + path); xhr.send();
      const other = new XMLHttpRequest(); other.open('POST', '/api/stream/' + path); other.responseType = 'blob'; other.send('x');`),
    facts: {
      ...quiet,
      'fetch GET 200': 1,
      'fetch POST 200': 1,
      'xhr GET 200': 1,
      'xhr POST 200': 1,
      'whole fetch /api/stream, 1600 bytes': 1,
      'whole fetch /api/stream/, 1600 bytes': 1,
      'whole xhr /api/stream, 1600 bytes': 1,
      'whole xhr /api/stream/, 1600 bytes': 1,
    },
    sees: wait(9_500),
  },
  'clicks whose requests abort themselves in their last moment': {
    body: `<button id="state">state</button><button id="listened">listened</button><button id="load">load</button><button id="again">again</button>
      ${script(`const open = (id) => { const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/echo?' + id); return xhr; };
      document.querySelector('#state').onclick = () => { const xhr = open('a'); xhr.onreadystatechange = () => { if (xhr.readyState === 4) xhr.abort(); }; xhr.send(); };
      document.querySelector('#listened').onclick = () => { const xhr = open('b'); xhr.addEventListener('readystatechange', () => { if (xhr.readyState === 4) xhr.abort(); }, true); xhr.send(); };
      document.querySelector('#load').onclick = () => { const xhr = open('c'); xhr.onload = () => xhr.abort(); xhr.send(); };
      document.querySelector('#again').onclick = () => { const xhr = open('d'); xhr.onreadystatechange = () => { if (xhr.readyState === 4) { xhr.onreadystatechange = null; xhr.open('GET', '/never-sent'); } }; xhr.send(); };`)}`,
    clicks: ['#state', '#listened', '#load', '#again'],
    facts: {
      ...quiet,
      'xhr GET 200': 4,
      ...Object.fromEntries(
        ['state', 'listened', 'load', 'again'].flatMap((id) => [
          [`action #${id}`, 1],
          [`quick #${id}`, 1],
        ]),
      ),
    },
  },
  'GraphQL of many shapes': {
    body: script(
      [
        ask({ query: 'fragment query on Thing { id }\nmutation Save { save { ...query } }' }),
        ask({ query: 'query Find { find(tag: "#one") { id } }' }),
        ask({ query: '{ find(tag: "mutation Evil") { id } }' }),
        ask({ query: '"""docs"""\nsubscription On { on }' }),
        ask({ query: 'query A { a } mutation B { b }', operationName: 'B' }),
        ask({ operationName: 'SaveIt', extensions: { persistedQuery: { version: 1 } } }),
        ask([{ query: 'query One { a }' }, { query: 'mutation Two { b }' }]),
        ask({ query: 'query N { a }', operationName: { x: 1 }, variables: null }),
        ask({ query: 5 }),
        'null "text" 5 [] [null] true'.split(' ').map((body) => post(`'${body}'`)),
        post(
          '(() => { const form = new FormData(); form.append("operations", "{}"); return form; })()',
        ),
        post('new Blob(["{}"])'),
        "fetch('/api/echo?query=' + encodeURIComponent('query G { a }') + '&operationName=G');",
        `fetch(new Request('/api/echo', { method: 'POST', body: '{"query":"query InRequest { a }"}' }));`,
      ]
        .flat()
        .join('\n'),
    ),
    options: {
      allowedGraphQlUrls: '[{ match: () => true, trackPayload: true, trackResponseErrors: true }]',
    },
    facts: {
      ...quiet,
      'fetch POST 200': 18,
      'fetch GET 200': 1,
      'GraphQL mutation Save': 1,
      'GraphQL query Find': 1,
      'GraphQL query': 1,
      'GraphQL subscription On': 1,
      'GraphQL mutation B': 1,
      'GraphQL  SaveIt': 1,
      'GraphQL query One': 1,
      'GraphQL query N': 1,
      'GraphQL query G': 1,
      'GraphQL query Evil': 0,
      'GraphQL mutation Evil': 0,
      'GraphQL mutation Two': 0,
    },
  },
  'an XMLHttpRequest that the page waits for': {
    body: script(
      "const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/stream?n=1&ms=1200'); xhr.send();",
    ),
    facts: { ...quiet, 'xhr GET 200': 1, 'loading time above 1 s': 1 },
    sees: wait(1_500),
  },
  'a chain of requests that the page waits for': {
    body: script(
      "(async () => { for (let n = 0; n < 4; n += 1) await (await fetch('/api/stream?n=1&ms=300')).text(); })();",
    ),
    facts: { ...quiet, 'fetch GET 200': 4, 'loading time above 1 s': 1 },
    sees: wait(1_500),
  },
  'a page that is built step by step': {
    body: `<p id="p"></p>${script("const timer = setInterval(() => { p.append('.'); if (performance.now() > 1200) clearInterval(timer); }, 30);")}`,
    facts: { ...quiet, 'loading time above 1 s': 1 },
    sees: wait(1_500),
  },
  'a route whose picture is a background': {
    body: `<p id="p"></p>${script(`setTimeout(() => { history.pushState({}, '', '/hero'); p.style.background = 'url("/api/stream?n=1&ms=1200")'; }, 500);`)}`,
    facts: { ...quiet, 'view /hero': 1, 'loading time above 1 s': 1 },
    sees: wait(2_500),
  },
  'a route whose picture only its script knows': {
    body: script(
      `setTimeout(() => { history.pushState({}, '', '/hero'); new Image().src = '/api/stream?n=1&ms=1200'; }, 500);`,
    ),
    facts: { ...quiet, 'view /hero': 1, 'loading time above 1 s': 1 },
    sees: wait(2_500),
  },
  'a page that asks without end': {
    body: script(
      "(async () => { for (;;) await (await fetch('/api/stream?n=1&ms=40')).text(); })();",
    ),
    facts: { ...quiet, 'no loading time': 1, 'loading time above 1 s': 0 },
  },
  'a page that is drawn without end in a shadow tree': {
    body: `<x-clock></x-clock>${script(`const root = document.querySelector('x-clock').attachShadow({ mode: 'open' });
      ${later("setInterval(() => { root.innerHTML = '<p>' + performance.now() + '</p>'; }, 20)", 0)}`)}`,
    facts: { ...quiet, 'no loading time': 1, 'loading time above 1 s': 0 },
  },
};
