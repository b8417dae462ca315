import type { Page } from '@playwright/test';
import { box, push, words, type Journey } from './journey.js';

const SOME: [number, number] = [0.0005, 2];
const NONE: [number, number] = [0, 0.0005];
const above = '<p>Above</p>';
const shift = (page: Page, by: number, id = 'box') => page.evaluate(push(id, by));

/** In a page: shifts of a box, each so long after the one before. */
const shifts = (pauses: readonly number[], by = 10) =>
  `(async () => { for (const [n, ms] of ${JSON.stringify(pauses)}.entries()) { await pause(ms); box.style.marginTop = (n + 1) * ${by} + 'px'; } })()`;

const WINDOWS: readonly Journey[] = [
  {
    name: 'nothing moves',
    html: above + box('box'),
    sees: { CLS: [0, 0] },
  },
  {
    name: 'one shift',
    html: above + box('box'),
    steps: (page) => shift(page, 100),
    sees: { CLS: '#box' },
  },
  {
    name: 'shifts in one window, the first of which is largest',
    html: above + box('box') + box('other'),
    steps: (page) =>
      page.evaluate(
        `(async () => { ${push('box', 150)} await pause(200); ${push('other', 20)} })()`,
      ),
    sees: { CLS: '#box' },
  },
  {
    name: 'shifts in one window, the last of which is largest',
    html: above + box('box') + box('other'),
    steps: (page) =>
      page.evaluate(
        `(async () => { ${push('other', 15)} await pause(200); ${push('box', 150)} })()`,
      ),
    sees: { CLS: '#box' },
  },
  {
    name: 'two windows, the first of which is worse',
    html: above + box('box'),
    steps: (page) =>
      page.evaluate(
        `(async () => { ${push('box', 300)} await pause(1150); ${push('box', 320)} })()`,
      ),
    sees: { CLS: SOME },
  },
  {
    name: 'two windows, the second of which is worse',
    html: above + box('box'),
    steps: (page) =>
      page.evaluate(
        `(async () => { ${push('box', 20)} await pause(1150); ${push('box', 320)} })()`,
      ),
    sees: { CLS: SOME },
  },
  {
    name: 'three windows, the second of which has most shifts',
    html: above + box('box'),
    steps: (page) => page.evaluate(shifts([0, 1_100, 100, 100, 100, 1_100, 100], 30)),
    sees: { CLS: SOME },
  },
  {
    name: 'pauses of about a second',
    html: above + box('box'),
    steps: (page) => page.evaluate(shifts([0, 975, 990, 1_000, 1_010])),
    sees: { CLS: SOME },
  },
  {
    name: 'shifts that go on for more than five seconds',
    html: above + box('box'),
    steps: (page) =>
      page.evaluate(
        shifts(
          Array.from({ length: 9 }, () => 720),
          20,
        ),
      ),
    sees: { CLS: SOME },
  },
  {
    name: 'forty small shifts',
    html: above + box('box'),
    steps: (page) =>
      page.evaluate(
        shifts(
          Array.from({ length: 40 }, () => 20),
          4,
        ),
      ),
    sees: { CLS: SOME },
  },
  {
    name: 'shifts too small to count',
    html: above + box('box'),
    steps: (page) => page.evaluate(shifts([50, 50, 50], 1)),
    sees: { CLS: NONE },
  },
];

const INPUT: readonly Journey[] = [
  {
    name: 'a shift right after a click is expected',
    html: `<button id="button" onclick="${push('box', 100)}">Push</button>${box('box')}`,
    steps: (page) => page.click('#button'),
    sees: { CLS: NONE },
  },
  {
    name: 'a shift 700 ms after a click is not',
    html: `<button id="button" onclick="setTimeout(() => { ${push('box', 100)} }, 700)">Push</button>${box('box')}`,
    steps: (page) => page.click('#button').then(() => page.evaluate('pause(750)')),
    sees: { CLS: '#box' },
  },
  {
    name: 'a shift right after a key is expected',
    html: `${above}${box('box')}<script>addEventListener('keydown', () => { ${push('box', 100)} });</script>`,
    steps: (page) => page.keyboard.press('Enter'),
    sees: { CLS: NONE },
  },
  {
    name: 'an expected shift amid others',
    html: `<button id="button" onclick="${push('box', 100)}">Push</button>${box('box')}`,
    async steps(page) {
      await shift(page, 30);
      await page.evaluate('settle()');
      await page.click('#button');
      await page.evaluate('pause(600)');
      await shift(page, 160);
    },
    sees: { CLS: '#box' },
  },
  {
    name: 'shifts while scrolling and in a scrolled page',
    html: `${above}${box('box')}<div style="height:3000px">Tail</div>`,
    async steps(page) {
      await page.mouse.wheel(0, 60);
      await page.waitForFunction('scrollY > 0');
      await shift(page, 40);
      await page.evaluate('pause(200)');
      await shift(page, 90);
    },
  },
  {
    name: 'another size of the window',
    html: `<p>${words(60)}</p>${box('box')}`,
    async steps(page) {
      await page.setViewportSize({ width: 500, height: 700 });
      await page.evaluate('settle()');
    },
  },
];

const KINDS: readonly Journey[] = [
  {
    name: 'an image without a size',
    html: `${above}<img id="hero">${box('box')}`,
    steps: (page) => page.evaluate("hero.src = '/picture.png?after=100'; pause(200)"),
    sees: { CLS: '#box' },
  },
  {
    name: 'an advertisement that is put before all',
    html: `<main><p>One</p>${box('box')}</main>`,
    steps: (page) =>
      page.evaluate(
        "document.body.prepend(Object.assign(document.createElement('h1'), { textContent: 'Buy' }))",
      ),
    sees: { CLS: SOME },
  },
  {
    name: 'a font that is wider',
    head: `<style>@font-face { font-family: Own; src: url('/font.woff2?after=150'); font-display: swap } p { font: 24px Own, sans-serif; width: 500px }</style>`,
    html: `<p>${words(12)}</p>${box('box')}`,
    steps: (page) => page.evaluate('document.fonts.ready'),
    sees: { CLS: SOME },
  },
  {
    name: 'many things move at once',
    html: `<main id="main">${['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((id) => box(id, 'height:60px')).join('')}</main>`,
    steps: (page) => page.evaluate("main.style.paddingTop = '150px'"),
    sees: { CLS: SOME },
  },
  {
    name: 'text alone moves',
    html: `<div id="text" style="width:600px"><br>${words(30)}</div>`,
    steps: (page) => page.evaluate("document.querySelector('br').remove()"),
    sees: { CLS: SOME },
  },
  {
    name: 'something moves up',
    html: above + box('box', 'margin-top:300px'),
    steps: (page) => shift(page, 0),
    sees: { CLS: '#box' },
  },
  {
    name: 'something moves in from the left',
    html: above + box('box', 'margin-left:-400px;width:600px'),
    steps: (page) => page.evaluate("box.style.marginLeft = '100px'"),
    sees: { CLS: '#box' },
  },
  {
    name: 'something moves out of sight',
    html: above + box('box'),
    steps: (page) => shift(page, 600),
    sees: { CLS: '#box' },
  },
  {
    name: 'something moves out of sight all along',
    html: above + box('box', 'margin-top:3000px'),
    steps: (page) => shift(page, 3_100),
    sees: { CLS: NONE },
  },
  {
    name: 'an animation that lays out anew',
    head: '<style>@keyframes slide { to { margin-top: 200px } } .slide { animation: slide 400ms }</style>',
    html: above + box('box'),
    steps: (page) => page.evaluate("box.className = 'slide'; pause(450)"),
    sees: { CLS: '#box' },
  },
  {
    name: 'an animation by transforms',
    head: '<style>@keyframes slide { to { transform: translateY(200px) } } .slide { animation: slide 300ms }</style>',
    html: above + box('box'),
    steps: (page) => page.evaluate("box.className = 'slide'; pause(350)"),
    sees: { CLS: NONE },
  },
  {
    name: 'what moved is removed',
    html: above + box('box'),
    steps: (page) =>
      page.evaluate(`(async () => { ${push('box', 100)} await settle(); box.remove(); })()`),
    sees: { CLS: '#box' },
  },
  {
    name: 'what moved is removed before it is told of',
    html: above + box('box'),
    steps: (page) =>
      page.evaluate(
        `(async () => { ${push('box', 100)} await frame(); await frame(); box.remove(); })()`,
      ),
    sees: { CLS: SOME },
  },
  {
    name: 'something moves within a frame',
    html: `${above}<iframe id="inner" width="600" height="400" srcdoc='${above}${box('box')}'></iframe>`,
    steps: (page) =>
      page.evaluate("inner.contentDocument.getElementById('box').style.marginTop = '100px'"),
    sees: { CLS: NONE },
  },
];

export const CLS_JOURNEYS = [...WINDOWS, ...INPUT, ...KINDS];
