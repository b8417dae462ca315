import type { Page } from '@playwright/test';
import { eventsOf, postEvents, postSegments, segmentsOf } from '../recording.js';
import { expect, MINUTE, phase, test } from './replay.js';

const READER = 'a-token-of-one-who-reads';
const OF_SHOP = 'a-token-of-the-shop-alone';
const WATCHER = 'a-token-of-one-who-watches';

const form = (page: Page) => page.getByRole('heading', { name: 'The server asks for a token' });
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });

async function give(page: Page, token: string) {
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Go on' }).click();
}

async function visitOf(server: string, application: string) {
  const visit = { session: `of ${application}`, view: `view of ${application}`, application };
  await postEvents(server, eventsOf(visit, Date.now() - 10 * MINUTE));
}

test.use({
  config: {
    access: 'token',
    tokens: { ann: READER, bea: { token: OF_SHOP, applications: ['shop'] } },
    replay: { access: 'token', tokens: { cy: WATCHER } },
  },
});

test('a person with a token gets in, and without a right one sees nothing', async ({
  page,
  server,
}) => {
  await visitOf(server.url, 'shop');
  await page.goto(`${server.url}/sessions?application=shop`);
  await expect(form(page)).toBeVisible();
  await expect(page.getByText('This needs one of the server’s tokens')).toBeVisible();
  await give(page, 'a-token-of-no-one-at-all');
  await expect(page.getByText('This token is none of the server’s tokens')).toBeVisible();
  await expect(rows(page)).toHaveCount(0);

  await give(page, READER);
  await expect(rows(page)).toHaveCount(1);
  await expect(form(page)).toBeHidden();
  await rows(page).getByRole('link').click();
  await expect(page.getByRole('list', { name: 'Events' }).getByRole('button')).not.toHaveCount(0);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('region', { name: 'Page views' })).toContainText('1');

  await page.reload();
  await expect(page.getByRole('region', { name: 'Page views' })).toContainText('1');
  const other = await page.context().newPage();
  await other.goto(server.url);
  await expect(form(other)).toBeVisible();
});

test('what is typed stays while the server goes on refusing', async ({ page, server }) => {
  await page.clock.install();
  await page.goto(server.url);
  await page.getByLabel('Token', { exact: true }).fill(READER);
  await page.clock.runFor(MINUTE);
  await expect(page.getByLabel('Token', { exact: true })).toHaveValue(READER);
});

test('with a token of one application only that can be chosen', async ({ page, server }) => {
  await visitOf(server.url, 'shop');
  await visitOf(server.url, 'other');
  await page.goto(`${server.url}/sessions?application=other`);
  await give(page, OF_SHOP);
  await expect(page.getByText('This token is not for application other.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Application' }).click();
  await expect(page.getByRole('option')).toHaveText(['shop']);
  await page.getByRole('option', { name: 'shop' }).click();
  await expect(rows(page)).toHaveCount(1);
});

test('a replay wants a token of its own, and the rest goes on with the other', async ({
  page,
  server,
  visit: { records, startAt },
}) => {
  const visit = { session: 'visit', view: 'view of visit' };
  await postSegments(server.url, segmentsOf(records, visit));
  await postEvents(server.url, eventsOf(visit, startAt));
  await expect
    .poll(async () => (await fetch(`${server.url}/healthz`)).json())
    .toMatchObject({ intake_log_waiting_bytes: 0 });
  await page.goto(`${server.url}/sessions/visit?application=shop`);
  await give(page, READER);
  await page.getByRole('link', { name: 'Watch the replay' }).click();
  await expect(page.getByText('This token is none of the server’s replay.tokens')).toBeVisible();
  await expect(page.getByText('Who watches is on record.')).toBeVisible();
  await give(page, 'a-token-of-no-one-at-all');
  await expect(page.getByLabel('Token', { exact: true })).toHaveValue('');
  await give(page, WATCHER);
  await phase(page, 'playing');
  await page.getByRole('link', { name: '← The session' }).click();
  await expect(page.getByRole('link', { name: 'Watch the replay' })).toBeVisible();
});

test.describe('where only the machine itself reads without a token', () => {
  test.use({ config: { access: 'loopback', tokens: { ann: READER } } });

  test('a person behind a proxy gets in with one', async ({ page, server }) => {
    await visitOf(server.url, 'shop');
    await page.setExtraHTTPHeaders({ 'x-forwarded-for': '192.0.2.7' });
    await page.goto(`${server.url}/sessions?application=shop`);
    await expect(page.getByText('This is read on the server’s own machine')).toBeVisible();
    await give(page, READER);
    await expect(rows(page)).toHaveCount(1);
  });

  test('a person on that machine gets in by the address that the server printed', async ({
    page,
    server,
  }) => {
    await visitOf(server.url, 'shop');
    await page.goto(`${server.url}/sessions?application=shop`);
    await expect(page.getByText('the address that the server printed')).toBeVisible();
    const printed = () => /Console: (\S+)/.exec(server.output.join('\n'))?.[1];
    await expect.poll(printed).toContain('/?key=');
    await page.goto(printed() ?? '');
    await expect(page).not.toHaveURL(/key=/);
    await page.goto(`${server.url}/sessions?application=shop`);
    await expect(rows(page)).toHaveCount(1);
    // A page of another site that asks brings no cookie.
    const other = await page.context().newPage();
    await other.goto('about:blank');
    const answer = other.evaluate(
      (url) => fetch(url, { credentials: 'include' }).then(({ status }) => status, String),
      `${server.url}/api/v1/applications`,
    );
    expect(await answer).toContain('Failed to fetch');
  });
});
