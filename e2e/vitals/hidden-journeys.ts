import { behind, comeBack, hide, hideFor, show, soon } from './moves.js';
import { box, button, push, slow, words, type Journey } from './journey.js';

const TEXT = `<p id="text">${words(60)}</p>`;
const BOX = box('box');
const SLOW = button('slow', slow(150));
const SLOWER = button('slower', slow(400));

/** Of pages that nobody saw, or not all the time. */
export const HIDDEN_JOURNEYS: readonly Journey[] = [
  {
    name: 'a page opened behind another, and never shown',
    html: TEXT + BOX,
    open: behind,
    hurried: true,
    sees: { FCP: null, LCP: null, CLS: null, INP: null },
  },
  {
    name: 'a page opened behind another, and shown later',
    html: TEXT + BOX + SLOW,
    open: behind,
    async steps(page) {
      await show(page);
      await page.evaluate('settle()');
      await page.evaluate(push('box', 100));
      await page.click('#slow');
    },
    ignore: { CLS: 'a person saw what moved, whatever was painted first' },
    sees: { FCP: null, LCP: null, CLS: null, INP: '#slow' },
  },
  {
    name: 'a page that is hidden before its first paint',
    head: '<link rel="stylesheet" href="/style.css?after=700">',
    html: TEXT + BOX + SLOW,
    open: soon,
    async steps(page) {
      await hide(page);
      await page.evaluate('pause(700)');
      await show(page);
      await page.evaluate('settle()');
      await page.evaluate(push('box', 100));
      await page.click('#slow');
    },
    ignore: { CLS: 'a person saw what moved, whatever was painted first' },
    sees: { FCP: null, LCP: null, CLS: null, INP: '#slow' },
  },
  {
    name: 'a page that is hidden before its image comes',
    html: `<p id="text">${words(5)}</p><img id="hero" src="/picture.png?after=900">`,
    async open(page, url) {
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForFunction("performance.getEntriesByName('first-contentful-paint').length");
      return page;
    },
    async steps(page) {
      await hide(page);
      await page.waitForFunction('hero.complete', null, { polling: 50 });
      await show(page);
    },
    sees: { LCP: '#text' },
  },
  {
    name: 'shifts before, while and after a page is hidden',
    html: TEXT + BOX,
    async steps(page) {
      await page.evaluate(push('box', 60));
      await page.evaluate('settle()');
      await hide(page);
      await page.evaluate(push('box', 120));
      await show(page);
      await page.evaluate('settle()');
      await page.evaluate(push('box', 200));
    },
    sees: { CLS: '#box' },
  },
  {
    name: 'slow clicks before and after a page is hidden',
    html: TEXT + SLOW + SLOWER,
    async steps(page) {
      await page.click('#slow');
      await hideFor(page);
      await page.click('#slower');
    },
    sees: { INP: '#slower' },
  },
  {
    name: 'a page that is hidden and not seen again',
    html: TEXT + SLOW + BOX,
    async steps(page) {
      await page.evaluate(push('box', 60));
      await page.click('#slow');
    },
    leave: hide,
    sees: { INP: '#slow' },
  },
  {
    name: 'a page that is hidden right after a click',
    html: TEXT + SLOW,
    steps: (page) => page.click('#slow'),
    hurried: true,
    leave: hide,
  },
  {
    name: 'a page that is hidden, then closed',
    html: TEXT + SLOW,
    async steps(page) {
      await page.click('#slow');
      await hide(page);
    },
    hurried: true,
    leave: (page) => page.close({ runBeforeUnload: true }),
  },
  {
    name: 'a page that is frozen and goes on',
    html: TEXT + SLOW,
    async steps(page) {
      await hide(page);
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
      await devtools.send('Page.setWebLifecycleState', { state: 'active' });
      await show(page);
      await page.click('#slow');
    },
    sees: { INP: '#slow' },
  },
  {
    name: 'a page that comes back from the back/forward cache, in a tab',
    html: TEXT + SLOW + SLOWER,
    async steps(page, site) {
      await page.click('#slower');
      await comeBack(page, site);
      await page.click('#slow');
    },
    sees: { INP: '#slow', CLS: [0, 0.001] },
  },
];
