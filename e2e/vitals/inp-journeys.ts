import type { Page } from '@playwright/test';
import { button, slow, type Journey } from './journey.js';

/** Presses where something is, with what happens before the button goes up again. */
async function press(page: Page, selector: string, meanwhile?: () => Promise<unknown>) {
  await page.hover(selector);
  await page.mouse.down();
  await meanwhile?.();
  await page.mouse.up();
}

const PARTS: readonly Journey[] = [
  {
    name: 'one slow click',
    html: button('slow', slow(150)),
    steps: (page) => page.click('#slow'),
    sees: { INP: '#slow', CLS: [0, 0.001] },
  },
  {
    name: 'a click while the page is busy',
    html: button('late'),
    async steps(page) {
      await page.hover('#late');
      const busy = page.evaluate('block(250)');
      const clicked = [page.mouse.down(), page.mouse.up()];
      await Promise.all([busy, ...clicked]);
    },
    sees: { CLS: [0, 0.001] },
  },
  {
    name: 'a click after which painting takes long',
    html: button('slow', 'onclick="requestAnimationFrame(() => block(180))"'),
    steps: (page) => page.click('#slow'),
    sees: { INP: [180, 800] },
  },
  {
    name: 'a click that has much laid out',
    html: `${button('slow', `onclick="list.innerHTML = '<div><b>x</b><i>y</i></div>'.repeat(12000)"`)}<div id="list"></div>`,
    steps: (page) => page.click('#slow'),
    sees: { INP: '#slow' },
  },
  {
    name: 'a press that is slow, of a quick click',
    html: button('slow', slow(160, 'pointerdown')),
    steps: (page) => page.click('#slow'),
    sees: { INP: [160, 800] },
  },
  {
    name: 'a release that is slow',
    html: button('slow', slow(160, 'pointerup')),
    steps: (page) => page.click('#slow'),
    sees: { INP: [160, 800] },
  },
  {
    name: 'a press, a release and a click that are all slow',
    html: button('slow', `${slow(60, 'mousedown')} ${slow(70, 'mouseup')} ${slow(80)}`),
    steps: (page) => press(page, '#slow', () => page.evaluate('pause(100)')),
    sees: { INP: [144, 800] },
  },
  {
    name: 'a focus that is slow',
    html: `<input id="field" ${slow(150, 'focus')}>`,
    steps: (page) => page.click('#field'),
    sees: { INP: '#field' },
  },
  {
    name: 'a pointer that comes slowly, and clicks',
    html: button('slow', `${slow(120, 'pointerenter')} ${slow(50)}`),
    steps: (page) => page.click('#slow'),
    sees: { INP: '#slow' },
  },
  {
    name: 'handlers in capture and on the window',
    html: `${button('slow', slow(50))}<script>for (const capture of [true, false]) addEventListener('click', () => block(50), { capture });</script>`,
    steps: (page) => page.click('#slow'),
    sees: { INP: [144, 800] },
  },
];

const KINDS: readonly Journey[] = [
  {
    name: 'a slow key',
    html: `<input id="field" autofocus ${slow(150, 'keydown')}>`,
    steps: (page) => page.keyboard.press('a'),
    sees: { INP: '#field' },
  },
  {
    name: 'a key that is slow when it goes up',
    html: `<input id="field" autofocus ${slow(150, 'keyup')}>`,
    steps: (page) => page.keyboard.press('a'),
    sees: { INP: '#field' },
  },
  {
    name: 'input that is slow',
    html: `<input id="field" autofocus ${slow(150, 'input')}>`,
    steps: (page) => page.keyboard.type('abc'),
    sees: { INP: '#field' },
  },
  {
    name: 'a key that is held',
    html: `<input id="field" autofocus ${slow(60, 'keydown')}>`,
    async steps(page) {
      for (let key = 0; key < 4; key += 1) await page.keyboard.down('a');
      await page.keyboard.up('a');
    },
    sees: { INP: '#field' },
  },
  {
    name: 'a button that is pressed by a key',
    html: button('slow', `autofocus ${slow(150)}`),
    steps: (page) => page.keyboard.press('Enter'),
    sees: { INP: '#slow' },
  },
  {
    name: 'a slow tap',
    html: button('slow', slow(150)),
    steps: (page) => page.tap('#slow'),
    sees: { INP: '#slow' },
  },
  {
    name: 'a tap whose touch is slow',
    html: button('slow', slow(150, 'touchstart')),
    steps: (page) => page.tap('#slow'),
    sees: { INP: '#slow' },
  },
  {
    name: 'something is dragged',
    html: `<div id="knob" style="width:80px;height:80px;background:navy;touch-action:none" onpointermove="block(20)" ${slow(120, 'pointerup')}></div>`,
    steps: (page) => press(page, '#knob', () => page.mouse.move(70, 70, { steps: 5 })),
    sees: { INP: '#knob' },
  },
  {
    name: 'something is dragged away and let go elsewhere',
    html: `<div id="knob" style="width:80px;height:80px;background:navy" ${slow(130, 'pointerdown')}></div>`,
    steps: (page) => press(page, '#knob', () => page.mouse.move(400, 400, { steps: 3 })),
    sees: { INP: '#knob' },
  },
  {
    name: 'a right click',
    html: `${button('menu', slow(150, 'contextmenu', 'return false'))}`,
    steps: (page) => page.click('#menu', { button: 'right' }),
  },
  {
    name: 'a right click whose press is slow',
    html: button('menu', `${slow(150, 'pointerdown')} oncontextmenu="return false"`),
    steps: (page) => page.click('#menu', { button: 'right' }),
    sees: { INP: [144, 800] },
  },
  {
    name: 'a double click',
    html: button('slow', slow(140, 'dblclick')),
    steps: (page) => page.dblclick('#slow'),
  },
  {
    name: 'a label whose box takes long',
    html: `<label id="label">Check <input id="box" type="checkbox" ${slow(150, 'change')}></label>`,
    steps: (page) => page.click('#label', { position: { x: 10, y: 10 } }),
    sees: { INP: [144, 800] },
  },
  {
    name: 'a button in a shadow tree',
    html: `<x-host id="host"><template shadowrootmode="open"><button onclick="block(150)">Slow</button></template></x-host>`,
    steps: (page) => page.click('#host'),
    sees: { INP: [144, 800] },
    targets: { INP: '#host>>>button' },
  },
  {
    name: 'a click on nothing in particular',
    html: `<script>addEventListener('click', () => block(150));</script>`,
    steps: (page) => page.mouse.click(300, 300),
    sees: { INP: [144, 800] },
  },
  {
    name: 'a click that a script makes is none',
    html: button('slow', slow(150)),
    steps: (page) => page.evaluate("document.getElementById('slow').click()"),
    sees: { INP: null },
  },
  {
    name: 'scrolling is none',
    html: `<div style="height:3000px">Long</div><script>addEventListener('wheel', () => block(60));</script>`,
    async steps(page) {
      await page.mouse.wheel(0, 300);
      await page.waitForFunction('scrollY > 0');
    },
    sees: { INP: null },
  },
];

const GONE: readonly Journey[] = [
  {
    name: 'an element that removes itself',
    html: button('gone', slow(150, 'click', 'this.remove()')),
    steps: (page) => page.click('#gone'),
    sees: { INP: [144, 800] },
    targets: { INP: '#gone' },
  },
  {
    name: 'an element that is gone at the press',
    html: button('gone', slow(150, 'pointerdown', 'this.remove()')),
    steps: (page) => press(page, '#gone'),
    sees: { INP: [144, 800] },
    targets: { INP: '#gone' },
  },
  {
    name: 'a page that clears itself',
    html: `<main>${button('gone', slow(150, 'click', "document.querySelector('main').innerHTML = 'Done'"))}</main>`,
    steps: (page) => page.click('#gone'),
    sees: { INP: [144, 800] },
    targets: { INP: '#gone' },
  },
  {
    name: 'a click on what is in a button that is filled anew',
    html: `<button id="outer" style="width:120px;height:60px" onclick="block(150); this.innerHTML = '<b>Done</b>'"><b id="inner">Go</b></button>`,
    steps: (page) => page.click('#inner'),
    sees: { INP: [144, 800] },
    targets: { INP: '#inner' },
  },
  {
    name: 'a field that is gone at the key',
    html: `<input id="field" autofocus ${slow(150, 'keydown', 'this.remove()')}>`,
    steps: (page) => page.keyboard.press('a'),
    sees: { INP: [144, 800] },
    targets: { INP: '#field' },
  },
];

export const INP_JOURNEYS = [...PARTS, ...KINDS, ...GONE];
