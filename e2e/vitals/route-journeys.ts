import type { Page } from '@playwright/test';
import { box, button, push, slow, words, type Journey } from './journey.js';
import { clickTimes } from './moves.js';

const TEXT = `<p id="text">${words(60)}</p>`;
const BOX = box('box');
const SLOW = button('slow', slow(150));
const SLOWER = button('slower', slow(400));
const QUICK = button('quick');

const go = (page: Page, path: string) =>
  page.evaluate(`history.pushState(null, '', '${path}'); settle()`);
const shift = (page: Page, by: number) => page.evaluate(`${push('box', by)} settle()`);

/** Pages whose route changes: each of their views has vitals of its own. */
export const ROUTE_JOURNEYS: readonly Journey[] = [
  {
    name: 'a shift in each of three views',
    html: TEXT + BOX,
    async steps(page) {
      await shift(page, 60);
      await go(page, '/two');
      await shift(page, 200);
      await go(page, '/three');
      await shift(page, 230);
    },
  },
  {
    name: 'shifts of one window on both sides of a route change',
    html: TEXT + BOX,
    async steps(page) {
      for (const by of [40, 80]) await shift(page, by);
      await go(page, '/two');
      for (const by of [120, 160, 200]) await shift(page, by);
    },
  },
  {
    name: 'a view without a shift after one with some',
    html: TEXT + BOX,
    async steps(page) {
      await shift(page, 60);
      await go(page, '/two');
    },
  },
  {
    name: 'a slow click in each of two views',
    html: TEXT + SLOW + SLOWER,
    async steps(page) {
      await page.click('#slower');
      await go(page, '/two');
      await page.click('#slow');
    },
  },
  {
    name: 'a slow click that changes the route',
    html: `${TEXT}${button('slow', `onclick="block(150); history.pushState(null, '', '/two')"`)}`,
    steps: (page) => page.click('#slow'),
  },
  {
    name: 'a slow click during which the route changes first',
    html: `${TEXT}${button('slow', `onclick="history.pushState(null, '', '/two'); block(150)"`)}`,
    steps: (page) => page.click('#slow'),
  },
  {
    name: 'a press that changes the route before a slow click',
    html: `${TEXT}${button('slow', `onpointerdown="history.pushState(null, '', '/two')" onclick="block(150)"`)}`,
    async steps(page) {
      await page.hover('#slow');
      await page.mouse.down();
      await page.evaluate('pause(100)');
      await page.mouse.up();
    },
  },
  {
    name: 'a key that changes the route, and one in the next view',
    html: `${TEXT}<input id="field" autofocus onkeydown="block(120); if (event.key === 'Enter') history.pushState(null, '', '/two')">`,
    async steps(page) {
      await page.keyboard.press('Enter');
      await page.evaluate('settle()');
      await page.keyboard.press('a');
    },
  },
  {
    name: '35 clicks, two of which are slow, in each of two views',
    html: TEXT + SLOW + SLOWER + QUICK,
    async steps(page) {
      for (const path of ['/two', undefined]) {
        await page.click('#slow');
        await page.click('#slower');
        await clickTimes(page, '#quick', 33);
        if (path) await go(page, path);
      }
    },
  },
  {
    name: 'a view of 60 clicks after one of 20',
    html: TEXT + SLOW + SLOWER + QUICK,
    async steps(page) {
      await clickTimes(page, '#quick', 20);
      await go(page, '/two');
      await page.click('#slower');
      await page.click('#slow');
      await clickTimes(page, '#quick', 58);
    },
  },
  {
    name: 'a view of 20 clicks after one of 60',
    html: TEXT + SLOW + SLOWER + QUICK,
    async steps(page) {
      await page.click('#slower');
      await page.click('#slow');
      await clickTimes(page, '#quick', 58);
      await go(page, '/two');
      await page.click('#slower');
      await page.click('#slow');
      await clickTimes(page, '#quick', 18);
    },
  },
  {
    name: 'only quick clicks in the second view',
    html: TEXT + SLOW + QUICK,
    async steps(page) {
      await page.click('#slow');
      await go(page, '/two');
      await clickTimes(page, '#quick', 2);
    },
  },
  {
    name: 'quick clicks that change the route',
    html: `${TEXT}${button('quick', `onclick="history.pushState(null, '', this.next = (this.next ?? '/') + 'x')"`)}`,
    steps: (page) => clickTimes(page, '#quick', 3),
  },
  {
    name: 'a script of the body that replaces the path',
    html: `<script>history.replaceState(null, '', '/replaced');</script>${TEXT}${BOX}${SLOW}`,
    async steps(page) {
      await shift(page, 60);
      await page.click('#slow');
    },
  },
  {
    name: 'a route that changes before the first paint',
    head: '<link rel="stylesheet" href="/style.css?after=300">',
    html: `<script>history.pushState(null, '', '/routed');</script>${TEXT}${BOX}`,
    steps: (page) => shift(page, 60),
  },
  {
    name: 'routes in the fragment',
    html: TEXT + BOX + SLOW,
    async steps(page) {
      await shift(page, 60);
      await page.evaluate("location.hash = '#/cart'; settle()");
      await page.click('#slow');
      await page.evaluate("location.hash = '#/pay'; settle()");
      await page.evaluate('pause(500)');
      await shift(page, 100);
    },
  },
  {
    name: 'back and forth',
    html: TEXT + BOX + SLOW,
    async steps(page) {
      await go(page, '/two');
      await shift(page, 60);
      await page.evaluate('history.back(); pause(50)');
      await page.click('#slow');
      await page.evaluate('history.forward(); pause(600)');
      await shift(page, 160);
    },
  },
  {
    name: 'a shift that is expected after a click that changed the route',
    html: `${TEXT}${BOX}${button('open', `onclick="history.pushState(null, '', '/two'); ${push('box', 60)}"`)}`,
    async steps(page) {
      await page.click('#open');
      await page.evaluate('pause(600)');
      await shift(page, 80);
    },
  },
];
