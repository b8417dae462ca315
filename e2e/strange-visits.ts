import { later, quiet, script, SEEN, type StrangePage } from './strange-pages.js';

const intercept = script(
  "navigation.addEventListener('navigate', (event) => { if (event.canIntercept && !event.hashChange) event.intercept({ async handler() {} }); });",
);
/** What a page does in one go, with the ids of its buttons. */
const buttons = (ids: string) =>
  ids
    .split(' ')
    .map((id) => `<button id="${id}">${id}</button>`)
    .join('\n');
const actions = (ids: string) =>
  Object.fromEntries(ids.split(' ').map((id) => [`action #${id}`, 1]));

/** What persons do on pages, and what pages say of themselves, where that is strange. */
export const STRANGE_VISITS: Record<string, StrangePage> = {
  'routes by all ways of the Navigation API': {
    body: `${intercept}<form action="/found"><button id="form">find</button></form>
      <button id="replace" onclick="navigation.navigate('/replaced', { history: 'replace' })">replace</button><button id="assign" onclick="location.assign('/assigned')">assign</button>
      <button id="same" onclick="navigation.navigate(location.href)">same</button>`,
    clicks: ['#form', '#replace', '#assign', '#same'],
    facts: {
      ...quiet,
      'view /found': 1,
      'view /replaced': 1,
      'view /assigned': 1,
      ...actions('form replace assign same'),
    },
  },
  'routes by what was taken before, and back': {
    head: script(`const { pushState, replaceState, back } = history;
      const own = Object.getOwnPropertyDescriptor(History.prototype, 'pushState').value;`),
    body: script(`${later("Reflect.apply(pushState, history, [{}, '', '/cart'])", 300)} ${later("replaceState.call(history, {}, '', '/pay')", 600)}
      ${later("own.apply(history, [{}, '', '/done'])", 900)} ${later('back.call(history)', 1_200)}
      ${later("const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.History.prototype.pushState.call(history, {}, '', '/framed')", 1_500)}`),
    facts: { ...quiet, 'view /cart': 1, 'view /pay': 2, 'view /done': 1, 'view /framed': 1 },
    sees: ['new Promise((done) => setTimeout(() => done(true), 1200))', true],
  },
  'clicks on labels of all kinds': {
    body: `<label id="check" for="box">check</label><input type="checkbox" id="box"><br>
      <label id="radio"><input type="radio"> <b>radio</b></label><br><label id="field"><b>field</b> <input></label><br>
      <label id="choice">choice <select><option>a</option></select></label><br><label id="press">press <button onclick="this.append('!')">b</button></label><br>
      <label id="linked"><b>terms</b> <a href="#top">read</a> <input type="checkbox"></label><br><label id="far"><input type="checkbox" style="position:absolute;right:0"> far</label>`,
    clicks: ['#check', '#radio b', '#field b', '#press', '#linked b', '#far'],
    facts: {
      ...quiet,
      ...actions('check press far'),
      'action #radio>b': 1,
      'action #field>b': 1,
      'action #linked>b': 1,
    },
  },
  'targets that change at pointerdown': {
    body: `${buttons('renamed labelled hidden aside')}${script(`const on = (id, act) => document.getElementById(id).addEventListener('pointerdown', ({ currentTarget }) => act(currentTarget));
      on('renamed', (it) => { it.id = 'other'; it.textContent = 'other'; }); on('labelled', (it) => it.setAttribute('aria-label', 'other'));
      on('aside', (it) => { it.style.cssText = 'position:fixed;left:500px'; }); window.heard = []; addEventListener('click', ({ target }) => heard.push(target.id || target.localName), true); on('hidden', (it) => { it.innerHTML = '<i>other</i>'; });`)}`,
    clicks: ['#renamed', '#labelled', '#hidden', '#aside'],
    sees: ['heard', ['other', 'labelled', 'hidden', 'body']],
    facts: {
      ...quiet,
      ...actions('renamed labelled hidden'),
      'named renamed': 1,
      'named labelled': 1,
      'named aside': 1,
      'action #aside': 1,
      'named hidden': 1,
      'named other': 0,
    },
  },
  'clicks in shadow trees': {
    body: `<x-one id="one" data-rum-action-name="first host"><template shadowrootmode="open"><button style="width:100%">within</button></template></x-one>
      <x-two id="two"><template shadowrootmode="open"><x-deep data-rum-action-name="deep host"><template shadowrootmode="open"><p><button style="width:100%">deep</button></p></template></x-deep></template></x-two>
      <x-three id="three" data-rum-action-name="far host"><template shadowrootmode="open"><x-in style="display:block"><template shadowrootmode="open"><button style="width:100%">in</button></template></x-in></template></x-three>
      <x-slot data-rum-action-name="slot host"><template shadowrootmode="open"><div><slot></slot></div></template><button id="slotted">slotted</button></x-slot>
      <style>x-one, x-two, x-three, x-deep { display: block; width: 200px }</style>
      ${script("addEventListener('click', (event) => event.composedPath()[0].append('!'));")}`,
    clicks: ['#one', '#two', '#three', '#slotted'],
    facts: {
      ...quiet,
      'action #one>>>button': 1,
      'action #two>>>x-deep[data-rum-action-name="deep host"]>>>p>button': 1,
      'action #three>>>x-in>>>button': 1,
      'action #slotted': 1,
      'named first host': 1,
      'named deep host': 1,
      'named far host': 1,
      'named slot host': 1,
    },
  },
  'document.open again and again, and by document.write alone': {
    body: script(`const write = (text) => document.write('<title>Page</title><button id="' + text + '" onclick="this.append(1)">' + text + '</button>');
      ${later("write('a'); document.close()", 200)} ${later("document.open(); write('b'); document.close(); document.open(); write('c'); document.close()", 400)}
      ${later("throw new Error('after')", 600)} ${later("Promise.reject(new Error('rejected'))", 600)} ${later("fetch('/api/echo').then((response) => response.text())", 700)}
      ${later("history.pushState({}, '', '/next')", 800)}`),
    clicks: ['#c', '#c'],
    facts: {
      ...quiet,
      'error after': 1,
      'error rejected': 1,
      'fetch GET 200': 1,
      'view /next': 1,
      'action #c': 2,
    },
  },
  'quick interactions of each of several views': {
    body: `<button id="fast" onclick="this.append('!')">fast</button>${['a', 'b', 'c'].map((id) => `<button id="${id}" onclick="setTimeout(() => history.pushState({}, '', '/${id}'), 200)">${id}</button>`).join('')}
      <label id="check">check <input type="checkbox"></label><input id="field">`,
    clicks: ['#a', '#check', '#b', '#field', '#c'],
    facts: {
      ...quiet,
      'view /a': 1,
      'view /b': 1,
      'view /c': 1,
      ...actions('check field'),
      'dead #a': 1,
      'dead #b': 1,
      'dead #c': 1,
      'INP of /': 1,
      'INP of /a': 1,
      'INP of /b': 1,
      'INP of /c': 0,
    },
    sees: ['new Promise((done) => setTimeout(() => done(true), 500))', true],
  },
  'two manual views, of which the first alone has what was said before': {
    body: script(`const { rum } = FIRSTHAND; rum.addTiming('early'); rum.setViewContextProperty('step', 1); rum.addFeatureFlagEvaluation('dark', true);
      ${later("rum.startView({ name: 'first', url: location.origin + '/one?x=1#y' })", 200)} ${later("rum.startView({ name: 'second', url: 'two' })", 500)} ${later("rum.startView({ name: 'third' })", 800)}`),
    options: { trackViewsManually: true },
    facts: {
      'view /one': 1,
      'view /two': 1,
      'view /': 1,
      'timing early of first': 1,
      'context step of first': 1,
      'flag dark of first': 1,
      'timing early of second': 0,
      'context step of second': 0,
      'flag dark of second': 0,
    },
  },
  'a user, an account and a context of the same task': {
    body: script(
      "FIRSTHAND.rum.setUser({ id: 'ann' }); FIRSTHAND.rum.setAccount({ id: 'acme' }); FIRSTHAND.rum.setGlobalContext({ shop: 'north' });",
    ),
    facts: {
      ...quiet,
      'document of ann': 1,
      'document of account acme': 1,
      'document in {"shop":"north"}': 1,
    },
  },
  'a user, an account and a context that are known before a late init': {
    head: script(
      "addEventListener('DOMContentLoaded', () => { const { rum } = FIRSTHAND; rum.setUser({ id: 'ann' }); rum.setAccount({ id: 'acme' }); rum.setGlobalContextProperty('shop', 'north'); });",
    ),
    options: { late: 300 },
    facts: {
      ...quiet,
      'document of ann': 1,
      'document of account acme': 1,
      'document in {"shop":"north"}': 1,
    },
  },
  'rejections, errors of another script and many errors before init': {
    options: { late: 500 },
    body: script(`${later("Promise.reject(new TypeError('rejected'))")} ${later('eval(\'throw new RangeError("in eval")\')')}
      ${later("for (let n = 0; n < 300; n += 1) dispatchEvent(new ErrorEvent('error', { message: 'many', error: new Error('many') }))", 200)}`),
    facts: { ...quiet, 'error rejected': 1, 'error in eval': 1, 'error many': 98 },
  },
  'errors before an init without consent': {
    options: { late: 300, trackingConsent: 'denied' },
    body: script(
      `${later("throw new Error('before init')", 100)} ${later("FIRSTHAND.rum.setTrackingConsent('granted'); FIRSTHAND.rum.addError(new Error('granted'))", 800)}`,
    ),
    facts: { ...quiet, 'error granted': 1, 'error before init': 0 },
  },
  'phases of a page without a service worker': {
    body: `<img alt="" src="/api/echo?picture">${script("fetch('/api/echo').then((response) => response.text());")}`,
    facts: {
      ...quiet,
      'fetch GET 200': 1,
      'document of undefined': 1,
      'worker phase of document': 0,
      'worker phase of fetch': 0,
      'worker phase of image': 0,
    },
  },
  'a beforeSend that is told what each event is about': {
    head: script(
      `${SEEN} window.about = {}; const kindOf = (value) => Object.prototype.toString.call(value).slice(8, -1);`,
    ),
    body: `<button id="b" onclick="this.append('!')">b</button>${script(`fetch('/api/echo').then((response) => response.text());
      const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/echo'); xhr.send(); FIRSTHAND.rum.addError(new TypeError('added')); console.error('logged');
      ${later('const end = performance.now() + 120; while (performance.now() < end);', 100)}`)}`,
    options: {
      beforeSend: `(event, told) => { event.context.release = 'r1';
        const name = event.type + ' ' + (event.resource?.type ?? event.error?.source ?? ''); about[name.trim()] = Object.keys(told).filter((key) => told[key] !== undefined).sort().map((key) => key + ' ' + kindOf(told[key])).join(); }`,
    },
    clicks: ['#b'],
    facts: {
      ...quiet,
      'fetch GET 200': 1,
      'xhr GET 200': 1,
      'error added': 1,
      'error logged': 1,
      'context of added {"release":"r1"}': 1,
      'context of logged {"release":"r1"}': 1,
      'context of b {"release":"r1"}': 1,
      'document in {"release":"r1"}': 1,
      'action #b': 1,
    },
    sees: [
      'FIRSTHAND.rum.flush().then(() => [about, seen])',
      [
        {
          action: 'event PointerEvent,location Location',
          'error console': 'handlingStack String,location Location',
          'error custom': 'error Error,handlingStack String,location Location',
          long_task: 'location Location,performanceEntry PerformanceLongAnimationFrameTiming',
          'resource document': 'location Location,performanceEntry PerformanceNavigationTiming',
          'resource fetch':
            'location Location,performanceEntry PerformanceResourceTiming,request String,response Response',
          'resource js': 'location Location,performanceEntry PerformanceResourceTiming',
          'resource xhr':
            'location Location,performanceEntry PerformanceResourceTiming,xhr XMLHttpRequest',
          view: 'location Location',
        },
        [],
      ],
    ],
  },
  'a beforeSend that throws each time': {
    head: script(
      `${SEEN} window.said = []; for (const name of ['warn', 'error']) console[name] = (...given) => said.push(name + ' ' + given.join(' '));`,
    ),
    body: script('for (let n = 0; n < 30; n += 1) FIRSTHAND.rum.addAction(`n${n}`);'),
    options: { beforeSend: '(event) => { event.none.release = 1; }' },
    facts: {},
    sees: [
      '[seen, said.length, /beforeSend/.test(said[0]), /Mend it/.test(said[0])]',
      [[], 1, true, true],
    ],
  },
};
