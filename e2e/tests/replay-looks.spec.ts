import { bundle } from '../bundle.js';
import { receivedRecords } from '../received-replays.js';
import { lookPages } from '../replay-pages/look-pages.js';
import { expect, recording, test as base, visit, type Files } from './recorded-site.js';

interface Rum {
  addAction(name: string): void;
  flush(): Promise<void>;
}
interface Moment {
  time: number;
  looks: string[];
}
type Looks = typeof import('../libraries/looks.js');

const css = (text: string) => ({ type: 'text/css', body: () => text });
const files: Files = {
  '/libraries/looks.js': { type: 'text/javascript', body: () => bundle('looks') },
  '/player': {
    type: 'text/html',
    body: () =>
      '<!doctype html><style>body { margin: 0; } iframe { border: 0; }</style><body></body><script src="/libraries/looks.js"></script>',
  },
  '/linked.css': css(
    '@import "/imported.css"; #linked { padding: var(--space); padding-bottom: 48px; border: 1px solid; margin: var(--space); margin-top: 0; }' +
      '@media (min-width: 1px) { .grouped { padding: var(--y) var(--x); padding-left: 2px; background: url("dot.svg") var(--bg); background-size: 50%; } }' +
      '.later { margin: var(--space) !important; margin-left: 9px !important; }',
  ),
  '/imported.css': css('.imported { border: var(--line); border-left-color: red; }'),
};

const test = base.extend({ files });
test.describe.configure({ mode: 'parallel' });

for (const [name, { html, steps }] of Object.entries(lookPages)) {
  test(`${name} plays as it looked`, async ({ page, context, site, intake }) => {
    await visit(page, site, {
      html: `${html}<script src="/libraries/looks.js"></script>`,
      defaultPrivacyLevel: 'allow',
    });
    await recording(page);
    const moments: Moment[] = [];
    for (const step of ['', ...steps]) {
      await page.evaluate(`(async () => { ${step} })()`);
      // Scrolling is told after 150 ms; what is learnt of styles when the page is idle.
      await page.waitForTimeout(1_200);
      moments.push(
        await page.evaluate(() => {
          const { looks } = (globalThis as unknown as { PAGE: Looks }).PAGE;
          return { looks: looks(document), time: Date.now() };
        }),
      );
    }
    await page.evaluate(async () => {
      const { rum } = (globalThis as unknown as { FIRSTHAND: { rum: Rum } }).FIRSTHAND;
      rum.addAction('the end');
      await rum.flush();
    });
    await expect.poll(() => JSON.stringify(receivedRecords(intake))).toContain('the end');
    const records = receivedRecords(intake);
    const player = await context.newPage();
    await player.goto(`${site}/player`);
    const show = () =>
      player.evaluate(
        (records) => (globalThis as unknown as { PAGE: Looks }).PAGE.show(records as never),
        records as unknown,
      );
    const seekAndCompare = async (step: number, { time, looks }: Moment) => {
      await player.evaluate(
        (time) => (globalThis as unknown as { PAGE: Looks }).PAGE.seek(time),
        time,
      );
      const shown = () =>
        player.evaluate(() => (globalThis as unknown as { PAGE: Looks }).PAGE.looksShown());
      await expect.poll(shown, { message: `after step ${step}`, timeout: 3_000 }).toEqual(looks);
    };
    // Step by step, and at once to where a jump may go.
    await show();
    for (const [step, moment] of moments.entries()) await seekAndCompare(step, moment);
    for (const [step, moment] of [...moments.entries()].toReversed())
      await seekAndCompare(step, moment);
  });
}
