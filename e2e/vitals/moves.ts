import type { Page } from '@playwright/test';

/** Clicks again and again on one place. */
export async function clickTimes(page: Page, selector: string, times: number): Promise<void> {
  await page.hover(selector);
  for (let click = 0; click < times; click += 1) {
    await page.mouse.down();
    await page.mouse.up();
  }
}

export async function startLate(page: Page): Promise<void> {
  await page.addScriptTag({ url: '/firsthand-rum.js' });
  await page.addScriptTag({ url: '/vitals.js' });
  await page.evaluate('start()');
}

export const hide = async (page: Page) => {
  const other = await page.context().newPage();
  await other.bringToFront();
  await page.waitForFunction("document.visibilityState === 'hidden'", null, { polling: 20 });
};
export const show = async (page: Page) => {
  await page.bringToFront();
  await page.waitForFunction("document.visibilityState === 'visible'", null, { polling: 20 });
};
export const hideFor = async (page: Page, ms = 100) => {
  await hide(page);
  await page.evaluate(`pause(${ms})`);
  await show(page);
};

export const soon = async (page: Page, url: string) => {
  await page.goto(url, { waitUntil: 'commit' });
  return page;
};
export const behind = async (page: Page, url: string) => {
  const other = await page.context().newPage();
  await page.bringToFront();
  await other.goto(url);
  return other;
};

export const comeBack = async (page: Page, site: string) => {
  await page.goto(`${site}/elsewhere`);
  // A restored page does not load, so Playwright would wait for ever for its load event.
  await page.goBack({ waitUntil: 'commit' });
  await page.evaluate('settle()');
};
