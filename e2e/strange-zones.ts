import { later, quiet, script, type StrangePage } from './strange-pages.js';

/** Forks a zone as Angular's, which counts its tasks. */
const ZONE = `<script src="/zone.js"></script>${script(`window.ticks = 0; window.tasks = []; window.states = []; let tick = () => {};
  const zone = Zone.current.fork({ name: 'angular',
    onInvokeTask(delegate, _, target, task, self, args) { try { return delegate.invokeTask(target, task, self, args); } finally { ticks += 1; if (ticks < 500) tick(); } },
    onScheduleTask(delegate, _, target, task) { if (task.type === 'macroTask') tasks.push(task.source); return delegate.scheduleTask(target, task); },
    onHasTask(delegate, current, target, state) { delegate.hasTask(target, state); if (current === target && state.change === 'macroTask') states.push(state.macroTask); } });`)}`;
const recorded = { sessionReplaySampleRate: 100 };
/** What is there when the recorder is, and the zone has run. */
const after = (expression: string, value: unknown): NonNullable<StrangePage['sees']> => [
  `new Promise((done) => setTimeout(() => done(${expression}), 1500))`,
  value,
];

/** Pages of Angular, whose zone must be as without the SDK. */
export const STRANGE_ZONES: Record<string, StrangePage> = {
  'change detection that writes a field': {
    head: ZONE,
    body: `<input id="f">${script(`tick = () => { f.value = 'value ' + (ticks % 2); }; ${later('zone.run(() => setTimeout(() => {}))', 1_800)}`)}`,
    options: recorded,
    facts: { ...quiet },
    sees: after('ticks', 1),
  },
  'change detection that writes fields of all kinds, styles and trees': {
    head: ZONE,
    body: `<style id="css">p { color: red }</style><input type="checkbox" id="box"><select id="choice"><option>a<option>b</select><textarea id="area"></textarea><div id="host" style="height:20px;overflow:auto"><p style="height:90px">p</p></div>
      ${script(`tick = () => { const odd = ticks % 2; box.checked = odd; choice.value = 'ab'[odd]; choice.selectedIndex = odd; area.value = 'area ' + odd; css.sheet.insertRule('p { margin: ' + odd + 'px }');
        host.style.setProperty('color', odd ? 'red' : 'blue'); host.scrollTop = odd * 30; host.dataset.odd = odd; host.append('!'); const child = document.createElement('span'); child.attachShadow({ mode: 'open' }).innerHTML = '<i>i</i>'; host.append(child);
        document.adoptedStyleSheets = [new CSSStyleSheet()]; };
        ${later('zone.run(() => setTimeout(() => {}))', 1_800)}`)}`,
    options: recorded,
    facts: { ...quiet },
    sees: after('ticks < 5', true),
  },
  'requests, routes and timeouts in a zone': {
    head: ZONE,
    body: script(
      later(
        `zone.run(() => { fetch('/api/echo').then((response) => response.text()); const xhr = new XMLHttpRequest(); xhr.open('GET', '/api/echo'); xhr.send();
        fetch('/api/stream?n=99&ms=300', { signal: AbortSignal.timeout(400) }).catch(() => {}); history.pushState({}, '', '/next'); })`,
        1_500,
      ),
    ),
    options: recorded,
    facts: { ...quiet, 'view /next': 1, 'fetch GET 200': 2, 'xhr GET 200': 1 },
    sees: after('[tasks, states.at(-1)]', [['XMLHttpRequest.send'], false]),
  },
  'calls of all methods in a zone': {
    head: ZONE,
    body: `<button id="b">b</button>${script(
      later(
        `zone.run(() => { const { rum } = FIRSTHAND; rum.addAction('bought'); rum.addError(new Error('added')); rum.setUser({ id: 'ann' }); rum.setGlobalContext({ a: 1 }); rum.addTiming('early'); rum.startView('second');
        console.error('logged'); rum.startDurationVital('v'); rum.stopDurationVital('v'); rum.startAction('a'); rum.stopAction('a'); rum.setTrackingConsent('granted'); history.replaceState({}, ''); b.click(); })`,
        500,
      ),
    )}`,
    options: recorded,
    facts: {
      'view /': 2,
      'error added': 1,
      'error logged': 1,
      'action bought': 1,
      'action a': 1,
    },
    sees: after('[tasks, states]', [[], []]),
  },
  'an instance that starts in a zone': {
    head: ZONE,
    body: script(
      later(
        "zone.run(() => FIRSTHAND.createRum().init({ applicationId: 'zone', sessionReplaySampleRate: 100 }))",
        100,
      ),
    ),
    facts: { ...quiet },
    sees: after('[tasks, states]', [[], []]),
  },
};
