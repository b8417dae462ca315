import { box, button, picture, push, slow, words, type Journey } from './journey.js';
import { clickTimes, hideFor, startLate } from './moves.js';

const TEXT = `<p id="text">${words(60)}</p>`;
const BOX = box('box');
const SLOW = button('slow', slow(150));
const SLOWER = button('slower', slow(400));
const QUICK = button('quick');

export const LATE_JOURNEYS: readonly Journey[] = [
  {
    name: 'both come late',
    html: TEXT,
    steps: startLate,
    sees: { LCP: '#text', CLS: [0, 0], INP: null },
  },
  {
    name: 'both come late, after shifts',
    html: TEXT + BOX,
    async steps(page) {
      await page.evaluate(push('box', 100));
      await page.evaluate('settle()');
      await startLate(page);
    },
    sees: { CLS: '#box' },
  },
  {
    name: 'both come late, after an image whose times are cleared',
    html: `<img id="hero" ${picture()}>`,
    async steps(page) {
      await page.evaluate('settle()');
      await page.evaluate('performance.clearResourceTimings()');
      await startLate(page);
    },
    sees: { LCP: '#hero' },
  },
  {
    name: 'both come late, after a slow click',
    html: TEXT + SLOW,
    async steps(page) {
      await page.click('#slow');
      await page.evaluate('settle()');
      await startLate(page);
    },
    sees: { INP: '#slow' },
  },
  {
    name: 'both come late, after quick clicks',
    html: TEXT + QUICK,
    async steps(page) {
      await clickTimes(page, '#quick', 3);
      await page.evaluate('settle()');
      await startLate(page);
    },
    sees: { INP: [0, 100] },
  },
  {
    name: 'both come late, after two slow clicks and 55 quick ones',
    html: TEXT + SLOW + SLOWER + QUICK,
    async steps(page) {
      await page.click('#slower');
      await page.click('#slow');
      await clickTimes(page, '#quick', 55);
      await startLate(page);
    },
    sees: { INP: [150, 390] },
  },
  {
    name: 'both come late, after 40 quick clicks, before 20 more',
    html: TEXT + SLOW + SLOWER + QUICK,
    async steps(page) {
      await clickTimes(page, '#quick', 40);
      await startLate(page);
      await page.click('#slower');
      await page.click('#slow');
      await clickTimes(page, '#quick', 20);
    },
    sees: { INP: [150, 390] },
  },
  {
    name: 'both come late, after the page had been hidden',
    html: TEXT + BOX + SLOW,
    tabs: true,
    async steps(page) {
      await hideFor(page);
      await startLate(page);
      await page.evaluate(push('box', 100));
      await page.click('#slow');
    },
    sees: { LCP: '#text', CLS: '#box', INP: '#slow' },
  },
];
