import type { Page } from '@playwright/test';
import type { eventWithTime } from 'rrweb';
import { eventsOf, postEvents, postSegments, recordVisit, segmentsOf } from '../recording.js';
import { expect, testAlone as base } from './fixtures.js';

interface Visit {
  startAt: number;
  records: eventWithTime[];
}

export const MINUTE = 60_000;
export const test = base.extend<{ visit: Visit }>({
  visit: async ({ browser }, use) => {
    const startAt = Date.now() - 10 * MINUTE;
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    const records = await recordVisit(page, startAt);
    await page.close();
    await use({ startAt, records });
  },
});

export const recorded = (page: Page) => page.frameLocator('iframe[title="Recorded page"]');
export const phase = (page: Page, name: string) =>
  expect(page.getByRole('group', { name: 'Recording' })).toHaveAttribute('data-phase', name);
export const time = (page: Page) => page.getByRole('timer', { name: 'Time' });
export const current = (page: Page) => page.locator('[aria-current=true].pane-row');

/** The player of a session, standing at its beginning. */
export async function open(
  page: Page,
  server: string,
  { session = 'visit', application = 'shop' } = {},
) {
  await page.goto(`${server}/sessions/${session}/replay?application=${application}&range=24h`);
  await phase(page, 'playing');
  await page.keyboard.press('Space');
  await phase(page, 'paused');
  await page.getByRole('list', { name: 'Events' }).getByRole('button').first().click();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(time(page)).toContainText('+0:00.0');
}

export async function post(server: string, { records, startAt }: Visit, session = 'visit') {
  const recording = { session, view: `view of ${session}` };
  const segments = segmentsOf(records, recording);
  await postSegments(server, segments);
  await postEvents(server, eventsOf(recording, startAt));
  await isStored(server, session, segments.length);
}

export async function isStored(server: string, session: string, length: number) {
  const ask = async <T>(path: string) =>
    (await (
      await fetch(`${server}/api/v1/sessions/${path}?application=shop`)
    ).json()) as Partial<T>;
  await expect
    .poll(async () => (await ask<{ events: unknown[] }>(session)).events?.length)
    .toBeGreaterThan(0);
  await expect
    .poll(async () => (await ask<{ segments: unknown[] }>(`${session}/replay`)).segments?.length)
    .toBe(length);
}
export { expect } from './fixtures.js';
