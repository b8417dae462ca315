import { box, button, picture, push, slow, words, type Journey } from './journey.js';
import { clickTimes, comeBack } from './moves.js';

const TEXT = `<p id="text">${words(60)}</p>`;
const BOX = box('box');
const SLOW = button('slow', slow(150));
const SLOWER = button('slower', slow(400));
const QUICK = button('quick');

/** The visit that begins when a page comes back from the back/forward cache is the last. */
export const RESTORED_JOURNEYS: readonly Journey[] = [
  {
    name: 'a page comes back, and nothing happens',
    html: TEXT,
    steps: comeBack,
    sees: { CLS: [0, 0], INP: null },
  },
  {
    name: 'a page with an image comes back',
    html: `<img id="hero" ${picture()}>`,
    steps: comeBack,
    sees: { LCP: [0, 1_000] },
  },
  {
    name: 'a page comes back twice',
    html: TEXT,
    async steps(page, site) {
      await comeBack(page, site);
      await comeBack(page, site);
    },
    sees: { CLS: [0, 0] },
  },
  {
    name: 'shifts right before a page is left and after it came back',
    html: TEXT + BOX,
    async steps(page, site) {
      await page.evaluate(push('box', 200));
      await page.evaluate('settle()');
      await comeBack(page, site);
      await page.evaluate(push('box', 240));
    },
    sees: { CLS: '#box' },
  },
  {
    name: 'a slow click before, a quick one after a page came back',
    html: TEXT + SLOW + QUICK,
    async steps(page, site) {
      await page.click('#slow');
      await comeBack(page, site);
      await page.click('#quick');
    },
    sees: { INP: [8, 140] },
  },
  {
    name: 'quick keys after a page came back',
    html: `${TEXT}<input id="field" autofocus>`,
    async steps(page, site) {
      await page.keyboard.type('ab');
      await comeBack(page, site);
      await page.keyboard.type('abc');
    },
    sees: { INP: [8, 140] },
  },
  {
    name: '55 quick clicks before, slow ones after a page came back',
    html: TEXT + QUICK + SLOW + SLOWER,
    async steps(page, site) {
      await clickTimes(page, '#quick', 55);
      await comeBack(page, site);
      await page.click('#slow');
      await page.click('#slower');
    },
    sees: { INP: '#slower' },
  },
];
