import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../chromium.js';
import { DAMAGED, NEVER_DONE } from '../damaged-recordings.js';
import { CONNECTING } from '../hostile-recordings.js';
import {
  addTo,
  element,
  page as madePage,
  recordingOf,
  text,
  type Part,
} from '../made-recording.js';
import { runServer } from '../run-process.js';
import { expect, MINUTE, phase, post, recorded, test as base } from './replay.js';

interface Shared {
  /** The address of a server that has all replays of a worker's tests. */
  url: string;
  /** A browser that an employee uses. */
  profile: BrowserContext;
}

const test = base.extend<object, Shared>({
  url: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
    async ({}, use) => {
      const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
      const server = await runServer(data);
      await use(server.url);
      await server.stop();
      rmSync(data, { recursive: true });
    },
    { scope: 'worker' },
  ],
  profile: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
    async ({}, use) => {
      const profile = await openProfile();
      await use(profile);
      await profile.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ profile }, use) => {
    const page = await profile.newPage();
    await use(page);
    await page.close();
  },
});
test.describe.configure({ mode: 'parallel' });

/** Without a profile, as in a private window, Chromium connects to nothing beforehand. */
function openProfile(...args: string[]): Promise<BrowserContext> {
  return chromium.launchPersistentContext('', {
    executablePath: chromiumPath,
    args: [...chromiumArguments, ...args],
  });
}

const startAt = Date.now() - 10 * MINUTE;
const joined = (parts: Part[]): Part => ({
  head: parts.flatMap(({ head = [] }) => head),
  body: parts.flatMap(({ body = [] }) => body),
  changes: parts.flatMap(({ changes = [] }) => changes),
});

interface Sent {
  url: string;
  part?: Part;
  /** Default: a page of the part */
  node?: unknown;
}

/** Plays what anyone may have sent. */
async function play(page: Page, { url, part = {}, ...root }: Sent) {
  const session = crypto.randomUUID();
  await post(url, { startAt, records: recordingOf(part, { startAt, ...root }) }, session);
  await page.goto(`${url}/sessions/${session}/replay?application=shop&range=24h`);
}

/** A page of the console that names an address itself. */
async function pointOut(page: Page, url: string, link: { rel: string; href: string }) {
  await page.goto(url);
  await page.evaluate(
    (link) => document.head.append(Object.assign(document.createElement('link'), link)),
    link,
  );
}

/** A host that knows who connects to it. */
async function listen() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => {})));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.length,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

for (const [kind, partOf] of Object.entries(CONNECTING)) {
  test(`its author is not connected to by ${kind}`, async ({ page, profile, url }) => {
    const author = await listen();
    const other = await listen();
    const hosts = ['127.0.0.1', 'localhost'];
    const part = joined(hosts.map((host) => partOf(`http://${host}:${author.port}/`)));
    await play(page, { url, part });
    await phase(page, 'ended');
    // What was begun before is done by the time that this is.
    const later = await profile.newPage();
    await pointOut(later, url, { rel: 'preconnect', href: `http://127.0.0.1:${other.port}/` });
    await expect.poll(other.connections).toBe(1);
    expect(author.connections()).toBe(0);
    await later.close();
    author.close();
    other.close();
  });
}

test('its author’s name is not looked up', async ({ url }, info) => {
  const log = info.outputPath('net-log.json');
  const profile = await openProfile(`--log-net-log=${log}`);
  const page = await profile.newPage();
  const parts = Object.values(CONNECTING).map((partOf) => partOf('http://author.test/'));
  await play(page, { url, part: joined(parts) });
  await phase(page, 'ended');
  await pointOut(page, url, { rel: 'dns-prefetch', href: 'http://other.test/' });
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('other.test');
  await profile.close();
  expect(readFileSync(log, 'utf8')).not.toContain('author.test');
});

const ended = (page: Page) => page.getByText('End of the recording').or(stopped(page));
const stopped = (page: Page) => page.getByRole('alert');
async function answers(page: Page) {
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
}

for (const [kind, sent] of Object.entries(DAMAGED)) {
  test(`the console goes on after ${kind}`, async ({ page, url }) => {
    await play(page, { url, ...sent });
    await expect(ended(page)).toBeVisible();
    await answers(page);
  });
}

test('what takes too long is given up, and may be tried again', async ({ page, url }) => {
  await play(page, { url, part: NEVER_DONE });
  await expect(stopped(page)).toContainText('takes too long', { timeout: 30_000 });
  // It plays until it is given up again, and keeps the page so busy that a look at it may come too late.
  await page.evaluate(() => {
    const stage = document.querySelector<HTMLElement>('[data-phase]');
    const phases: unknown[] = [];
    const note = () => {
      phases.push(stage?.dataset['phase']);
      document.body.setAttribute('data-phases', phases.join());
    };
    if (stage) new MutationObserver(note).observe(stage, { attributes: true });
  });
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-phases', /buffering|playing/, {
    timeout: 30_000,
  });
});

test('a frame of which only the place was recorded says so', async ({ page, url }) => {
  const [own, foreign] = [element('iframe'), element('iframe', { rr_src: 'https://else.test/' })];
  const part = {
    body: [own, foreign],
    changes: [addTo(own, madePage({ body: [element('p', {}, [text('Recorded')])] }))],
  };
  await play(page, { url, part });
  await phase(page, 'ended');
  const bodyOf = (index: number) =>
    recorded(page).locator('iframe').nth(index).contentFrame().locator('body');
  await expect(bodyOf(0)).toHaveText('Recorded');
  await expect(bodyOf(1)).toHaveText('Not recorded');
});
