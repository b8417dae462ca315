import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runExample } from '../run-process.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

test('script-tag: clicks, requests, an error and a replay are stored, under a strict policy', async ({
  page,
  server,
}) => {
  const example = await runExample('script-tag', server.url);
  const violations: string[] = [];
  page.on('console', ({ text }) => /policy/i.test(text()) && violations.push(text()));
  await page.goto(example.url);
  await page.getByRole('button', { name: 'Ask for the next ferry' }).click();
  await expect(page.locator('#next')).toHaveText(/^in \d minutes$/);
  await page.getByRole('button', { name: 'Report a delay' }).click();
  await page.getByRole('button', { name: 'Break something' }).click();
  const stored = storedBy(server.url, 'script_tag');
  await expect
    .poll(async () => (await stored.ofType('error')).map(({ error }) => error.message))
    .toEqual(['The timetable is torn']);
  await expect
    .poll(async () => (await stored.ofType('action')).map(({ action }) => action.target?.name))
    .toContain('delay reported');
  const requests = (await stored.ofType('resource')).filter(
    ({ resource }) => resource.type === 'fetch',
  );
  expect(requests.map(({ resource }) => resource.url)).toEqual([`${example.url}/times`]);
  await expect.poll(async () => (await stored.ofType('view'))[0]?.session.has_replay).toBe(true);
  expect(violations).toEqual([]);
  await example.stop();
});

test('self-host: the public reaches what pages send to, and nothing else of the server', async ({
  page,
}) => {
  const data = mkdtempSync(join(tmpdir(), 'firsthand-e2e-'));
  const example = await runExample('self-host', '', { DATA: data });
  const server = /^Console: (.*)\/$/m.exec(example.output.join('\n'))?.[1] ?? '';
  await page.goto(example.url);
  await page.getByRole('button', { name: 'Order' }).click();
  const stored = storedBy(server, 'self_host');
  await expect.poll(async () => (await stored.ofType('action')).length).toBe(1);
  for (const path of ['/api/v1/sessions', '/sessions', '/rum/../api/v1/sessions']) {
    expect((await fetch(example.url + path)).status, path).toBe(404);
  }
  await example.stop();
  rmSync(data, { recursive: true });
});
