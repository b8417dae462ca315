import type { Page } from '@playwright/test';
import { button, slow, type Journey } from './journey.js';
import { clickTimes } from './moves.js';

const QUICK = button('quick', 'onclick="this.append(\'!\')" ');

const accept = (page: Page) =>
  page.on('dialog', (dialog) => setTimeout(() => void dialog.accept(), 150));

const DIALOGS: readonly Journey[] = [
  ...['alert', 'confirm', 'prompt'].map((kind) => ({
    name: `${kind}() in a handler`,
    html: button('ask', `onclick="${kind}('Really?')"`),
    async steps(page: Page) {
      accept(page);
      await page.click('#ask');
    },
    sees: { INP: [0, 150] as [number, number] },
  })),
  {
    name: 'alert() after work of its handler',
    html: button('ask', slow(150, 'click', "alert('Done')")),
    async steps(page) {
      accept(page);
      await page.click('#ask');
    },
  },
  {
    name: 'alert() of the page’s own, before a slow click',
    html: button('slow', slow(150)),
    async steps(page) {
      accept(page);
      await page.evaluate("alert('Hello')");
      await page.click('#slow');
    },
    sees: { INP: '#slow' },
  },
  {
    name: 'a modal dialog is opened and closed',
    html: `${button('open', 'onclick="block(100); modal.showModal()"')}<dialog id="modal">${button('close', 'onclick="block(130); modal.close()"')}</dialog>`,
    async steps(page) {
      await page.click('#open');
      await page.click('#close');
    },
    sees: { INP: '#close' },
  },
];

const MANY: readonly Journey[] = [
  {
    name: 'only quick clicks',
    html: QUICK,
    steps: (page) => clickTimes(page, '#quick', 3),
    sees: { INP: [0, 100] },
  },
  {
    name: 'only quick keys',
    html: '<input id="field" autofocus>',
    steps: (page) => page.keyboard.type('quick'),
    sees: { INP: [0, 100] },
  },
  {
    name: 'the worst of several',
    html: button('one', slow(60)) + button('two', slow(400)) + button('three', slow(110)),
    async steps(page) {
      for (const id of ['one', 'two', 'three']) await page.click(`#${id}`);
    },
    sees: { INP: [400, 2_000] },
  },
  {
    name: 'one that is slower each time',
    html: button('slow', 'onclick="block(this.times = (this.times ?? 0) + 60)"'),
    steps: (page) => clickTimes(page, '#slow', 4),
    sees: { INP: [240, 1_000] },
  },
  {
    name: 'a click and a key that take as long',
    html: `${button('slow', slow(150))}<input id="field" ${slow(150, 'keydown')}>`,
    async steps(page) {
      await page.click('#slow');
      await page.focus('#field');
      await page.keyboard.press('a');
    },
  },
  {
    name: '60 quick clicks after one of 400 ms and one of 150 ms',
    html: button('worst', slow(400)) + button('bad', slow(150)) + QUICK,
    async steps(page) {
      await page.click('#worst');
      await page.click('#bad');
      await clickTimes(page, '#quick', 60);
    },
    sees: { INP: [150, 390] },
  },
  {
    name: '110 quick keys after three slow clicks',
    html: `${button('worst', slow(450)) + button('bad', slow(400)) + button('third', slow(110))}<input id="field">`,
    async steps(page) {
      for (const id of ['worst', 'bad', 'third']) await page.click(`#${id}`);
      await page.focus('#field');
      await page.keyboard.type('x'.repeat(110));
    },
    sees: { INP: [110, 390] },
  },
  {
    name: '48 quick clicks after two slow ones: fifty in all',
    html: button('worst', slow(400)) + button('bad', slow(110)) + QUICK,
    async steps(page) {
      await page.click('#worst');
      await page.click('#bad');
      await clickTimes(page, '#quick', 48);
    },
    sees: { INP: [110, 390] },
  },
  {
    name: '47 quick clicks after two slow ones: forty-nine in all',
    html: button('worst', slow(400)) + button('bad', slow(110)) + QUICK,
    async steps(page) {
      await page.click('#worst');
      await page.click('#bad');
      await clickTimes(page, '#quick', 47);
    },
    sees: { INP: '#worst' },
  },
  {
    name: 'a slow click after 55 quick ones',
    html: button('slow', slow(150)) + QUICK,
    async steps(page) {
      await clickTimes(page, '#quick', 55);
      await page.click('#slow');
    },
  },
  {
    name: 'twelve slow clicks, more than are kept',
    html: button('slow', 'onclick="block(40 + 10 * (this.times = (this.times ?? 0) + 1))"'),
    steps: (page) => clickTimes(page, '#slow', 12),
    sees: { INP: [150, 1_000] },
  },
];

const LEAVING: readonly Journey[] = [
  {
    name: 'a slow click just before the page is left',
    html: button('slow', slow(150)),
    steps: (page) => page.click('#slow'),
    hurried: true,
  },
  {
    name: 'a quick click just before the page is left',
    html: QUICK,
    steps: (page) => page.click('#quick'),
    hurried: true,
  },
  {
    name: 'a slow click on a link that leaves',
    html: `<a id="link" href="/elsewhere" onclick="block(150)">Leave</a>`,
    steps: (page) => page.click('#link').then(() => page.waitForURL('**/elsewhere')),
    hurried: true,
  },
  {
    name: 'a key just before the page is closed',
    html: `<input id="field" autofocus ${slow(120, 'keydown')}>`,
    steps: (page) => page.keyboard.press('a'),
    hurried: true,
    leave: (page) => page.close({ runBeforeUnload: true }),
    ignore: { INP: 'it is chance whether the browser tells of it before the page is gone' },
  },
];

export const INP_SEQUENCES = [...DIALOGS, ...MANY, ...LEAVING];
