import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { bundle } from '../bundle.js';
import { differingShare } from '../picture.js';
import { receivedRecords } from '../received-replays.js';
import { replayPages } from '../replay-pages/replay-pages.js';
import { expect, recording, test as base, visit, type Files } from './recorded-site.js';

interface Rum {
  addAction(name: string): void;
  flush(): Promise<void>;
  stopSessionReplayRecording(): void;
}
type Outline = typeof import('../libraries/outline.js');
type Player = typeof import('../libraries/player.js');

/** Of a picture's pixels these may differ: edges of letters and curves are not always drawn the same. */
const TOLERANCE = 0.002;

const script = (name: string) => ({ type: 'text/javascript', body: () => bundle(name) });
const css = (text: string) => ({ type: 'text/css', body: () => text });
const files: Files = {
  '/libraries/material.js': script('material'),
  '/libraries/outline.js': script('outline'),
  '/libraries/player.js': script('player'),
  '/libraries/tailwind.js': script('tailwind'),
  '/player': {
    type: 'text/html',
    body: () =>
      '<!doctype html><style>body { margin: 0; } iframe { border: 0; }</style><body></body><script src="/libraries/player.js"></script>',
  },
  '/style.css': css(
    `@import '/imported.css'; .linked { color: rgb(0, 90, 0); } @media (min-width: 1px) { .wide { letter-spacing: 4px; } }`,
  ),
  '/imported.css': css('.linked { border: 2px dashed; }'),
  '/late.css': css('.late { background: gold; }'),
  '/font.ttf': {
    type: 'font/ttf',
    body: () =>
      readFileSync(new URL(import.meta.resolve('katex/dist/fonts/KaTeX_Script-Regular.ttf'))),
  },
};

const test = base.extend({ files });
// In one worker they would take as long as all other tests together.
test.describe.configure({ mode: 'parallel' });

interface Moment {
  time: number;
  outline: string[];
  picture: Buffer;
}

const picture = (page: Page, selector: string) =>
  page.locator(selector).screenshot({ animations: 'disabled', caret: 'hide' });

for (const level of ['allow', 'mask'] as const) {
  for (const [name, { html, steps, isMasked }] of Object.entries(replayPages)) {
    test(`a replay shows what ${name} showed at ${level}`, async ({
      page,
      context,
      site,
      intake,
    }) => {
      const isPictured = level === 'allow' && !isMasked;
      await visit(page, site, {
        html: `${html}<script src="/libraries/outline.js"></script>`,
        defaultPrivacyLevel: level,
      });
      await recording(page);
      const moments: Moment[] = [];
      for (const step of ['', ...steps]) {
        await page.evaluate(`(async () => { ${step} })()`);
        // Scrolling is told after 150 ms, a style sheet of a shadow tree in the next task.
        await page.waitForTimeout(250);
        const moment = await page.evaluate((level) => {
          const { outline } = (globalThis as unknown as { PAGE: Outline }).PAGE;
          return { outline: outline(document, { level }), time: Date.now() };
        }, level);
        moments.push({
          ...moment,
          picture: isPictured ? await page.screenshot({ animations: 'disabled' }) : Buffer.of(),
        });
      }
      await page.evaluate(async () => {
        const { rum } = (globalThis as unknown as { FIRSTHAND: { rum: Rum } }).FIRSTHAND;
        rum.addAction('the end');
        await rum.flush();
        rum.stopSessionReplayRecording();
      });
      const player = await context.newPage();
      await player.setViewportSize({ width: 1400, height: 900 });
      await player.goto(`${site}/player`);
      await expect.poll(() => JSON.stringify(receivedRecords(intake).at(-1))).toContain('the end');
      const records = receivedRecords(intake);
      for (const [step, { time, outline, picture: live }] of moments.entries()) {
        await player.evaluate(
          ({ records, time }) =>
            void (globalThis as unknown as { PAGE: Player }).PAGE.show(records as never, time),
          { records: records as unknown, time },
        );
        // Frames are filled in tasks of their own.
        await expect
          .poll(() =>
            player.evaluate(
              (level) =>
                (globalThis as unknown as { PAGE: Player }).PAGE.outlineShown({
                  level,
                  isReplay: true,
                }),
              level,
            ),
          )
          .toEqual(outline);
        if (isPictured) {
          const share = differingShare(live, await picture(player, 'iframe'));
          expect.soft(share, `pixels after step ${step}`).toBeLessThanOrEqual(TOLERANCE);
        }
      }
      await player.close();
    });
  }
}
