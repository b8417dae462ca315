import { push, words, type Journey } from './journey.js';
import { soon } from './moves.js';

const TEXT = `<p id="text">${words(60)}</p>`;

/** Of pages that were never painted, or hardly. */
export const UNPAINTED_JOURNEYS: readonly Journey[] = [
  {
    name: 'a page that is left before it is painted',
    head: '<link rel="stylesheet" href="/style.css?after=2000">',
    html: TEXT,
    open: soon,
    steps: (page) =>
      page.waitForFunction('globalThis.FIRSTHAND?.rum.getInitConfiguration()', null, {
        polling: 20,
      }),
    hurried: true,
    sees: { FCP: null, LCP: null, CLS: null, INP: null },
    ignore: { TTFB: 'The library waits for the load event; a page may be left before.' },
  },
  {
    name: 'a page of nothing',
    html: '',
    sees: { FCP: null, LCP: null, CLS: null },
  },
  {
    name: 'a page of a button without a name',
    html: '<button id="bare" autofocus onkeydown="block(120)"></button>',
    steps: (page) => page.keyboard.press('Enter'),
    sees: { FCP: null, LCP: null, CLS: null, INP: '#bare' },
  },
  {
    name: 'a page of colours that move',
    html: '<div id="box" style="height:200px;background:navy"></div>',
    steps: (page) => page.evaluate(push('box', 100)),
    ignore: { CLS: 'a person saw what moved, whatever was painted first' },
    sees: { FCP: null, CLS: null },
  },
  {
    name: 'shifts before the first contentful paint',
    html: `<div id="box" style="height:200px;background:navy"></div><p id="late"></p>
      <script>setTimeout(() => { ${push('box', 100)} }, 100); setTimeout(() => { late.textContent = 'Late'; }, 300);</script>`,
    steps: (page) => page.evaluate('pause(350)'),
    sees: { CLS: [0.001, 1], LCP: '#late' },
  },
  {
    name: 'a page that leaves by itself',
    html: `${TEXT}<script>settle().then(() => location.replace('/elsewhere'));</script>`,
    open: soon,
    steps: (page) => page.waitForURL('**/elsewhere'),
    hurried: true,
    sees: { LCP: '#text' },
  },
  {
    name: 'a form that leaves',
    html: `${TEXT}<form action="/elsewhere"><input name="name"><button id="send" onclick="block(120)">Send</button></form>`,
    steps: (page) => page.click('#send').then(() => page.waitForURL('**/elsewhere?**')),
    hurried: true,
  },
];
