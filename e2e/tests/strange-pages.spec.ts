import { factsOf } from '../facts-of.js';
import { storedBy } from '../stored.js';
import { finerFacts } from '../strange-facts.js';
import { STRANGE_PAGES, type StrangePage } from '../strange-pages.js';
import { STRANGE_REALMS } from '../strange-realms.js';
import { STRANGE_REQUESTS } from '../strange-requests.js';
import { STRANGE_VISITS } from '../strange-visits.js';
import { STRANGE_ZONES } from '../strange-zones.js';
import { expect } from './fixtures.js';
import { test } from './strange-site.js';

const pages = {
  ...STRANGE_PAGES,
  ...STRANGE_REQUESTS,
  ...STRANGE_REALMS,
  ...STRANGE_VISITS,
  ...STRANGE_ZONES,
};

for (const [index, [name, strange]] of Object.entries(pages).entries()) {
  test(`of a strange page the truth is stored: ${name}`, async ({ page, world }) => {
    const { clicks = [], facts, sees } = strange;
    const applicationId = `strange_${index}`;
    const { url } = world.serve(({ pathname }) =>
      /\.\w+$/.test(pathname) ? undefined : htmlOf(strange, applicationId),
    );
    await page.goto(url);
    for (const selector of clicks) {
      // A click belongs to a page that is at rest, and lasts until it is again.
      await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
      const [x, y] = await page.evaluate(middleOf, selector);
      await page.mouse.click(x, y);
    }
    await page.evaluate(() => new Promise((done) => setTimeout(done, 1_200)));
    if (sees) expect(await page.evaluate(sees[0])).toEqual(sees[1]);
    // What has not been sent yet leaves with the page.
    await page.goto('about:blank');
    const stored = storedBy(world.server.url, applicationId);
    await expect(async () => {
      const events = await stored.events();
      const none = Object.fromEntries(Object.keys(facts).map((fact) => [fact, 0]));
      const found = { ...none, ...factsOf(events, url), ...finerFacts(events) };
      expect(found).toMatchObject(facts);
      const main = Object.keys(found).filter((fact) => /^(?:view|error|action|dead) /.test(fact));
      expect(Object.keys(facts)).toEqual(expect.arrayContaining(main));
    }).toPass({ timeout: 15_000 });
  });
}

/** Not by Playwright's own search, which reads the members of nodes that some of these pages hide. */
function middleOf(selector: string): [x: number, y: number] {
  const element = Document.prototype.querySelector.call(document, selector) as Element;
  Element.prototype.scrollIntoView.call(element);
  const { x, y, width, height } = Element.prototype.getBoundingClientRect.call(element);
  return [x + width / 2, y + height / 2];
}

function htmlOf(
  { head = '', body = '', options = {} }: StrangePage,
  applicationId: string,
): string {
  const { late, ...given } = { defaultPrivacyLevel: 'allow', ...options } as Record<
    string,
    unknown
  >;
  // Functions are written as they stand in a page.
  const written = Object.entries({ ...given, applicationId }).map(
    ([key, value]) => `${key}: ${/=>/.test(String(value)) ? String(value) : JSON.stringify(value)}`,
  );
  const init = `FIRSTHAND.init({ ${written.join()} });`;
  return `<!doctype html><meta charset="utf-8"><title>Page</title>${head}<script src="/sdk/firsthand-rum.js"></script>
    <body><script>${late ? `setTimeout(() => { ${init} }, ${Number(late)});` : init}</script>${body}</body>`;
}
