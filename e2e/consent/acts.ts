import type { BrowserContext, Page } from '@playwright/test';

/** Has the page report an error. */
export const say = (page: Page, message: string) =>
  page.evaluate(`FIRSTHAND.rum.addError(new Error('${message}'))`);

export const flush = (page: Page) => page.evaluate('FIRSTHAND.rum.flush()');

export const sessionOf = (page: Page) => page.evaluate('FIRSTHAND.rum.getSessionId()');

/** Names under which Firsthand has stored something; `null`: nothing. */
export const ours = (page: Page) =>
  page.evaluate(() =>
    [...Object.keys(localStorage), document.cookie].join().match(/firsthand\.[\w.]+/g),
  );

/** Addresses of all that the tabs of a browser send to the intake, from now on. */
export function postsOf(context: BrowserContext): readonly string[] {
  const posts: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('/rum/')) posts.push(request.url());
  });
  return posts;
}
