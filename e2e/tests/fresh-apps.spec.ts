import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packAll, shell } from '../packed.js';
import { runIn, type RunningProcess } from '../run-process.js';
import { storedBy } from '../stored.js';
import { expect, testAlone as base } from './fixtures.js';

interface Fixtures {
  folder: string;
  /** Starts the app `my-app` in the folder; it ends with the test. */
  start(command: Parameters<typeof runIn>[1]): Promise<RunningProcess>;
}

const test = base.extend<Fixtures, { packed: string[] }>({
  packed: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
    async ({}, use) => {
      const packed = await packAll();
      await use(packed);
      rmSync(dirname(packed[0] ?? ''), { recursive: true });
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants a pattern here.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'firsthand-fresh-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
  start: async ({ folder }, use) => {
    const started: RunningProcess[] = [];
    await use(async (command) => {
      const app = await runIn(join(folder, 'my-app'), command);
      started.push(app);
      return app;
    });
    for (const { stop } of started) await stop();
  },
});

// Most of it is npm's: the store alone is some hundred megabytes.
test.describe.configure({ timeout: 600_000 });

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');

/** The code blocks under a heading of the README, in their order. */
function blocksOf(heading: string): string[] {
  const [section = ''] = (readme.split(`## ${heading}\n`)[1] ?? '').split('\n## ');
  return Array.from(section.matchAll(/```\w+\n(.*?)```/gs), ([, code = '']) => code);
}

test('with the README alone: from a new Vite app to the first data in the console', async ({
  page,
  server,
  packed,
  folder,
  start,
}) => {
  const [create = '', monitoring = '', viteConfig = '', commands = ''] =
    blocksOf('Use it on your page');
  // All that is not as a reader would have it: packages that are not published yet, and ports that may be taken.
  await shell(
    create.replace(/npm install @firsthand.*/, `npm install ${packed.join(' ')}`),
    folder,
  );
  const app = join(folder, 'my-app');
  writeFileSync(join(app, 'src/monitoring.ts'), monitoring);
  const main = join(app, 'src/main.tsx');
  writeFileSync(main, `import './monitoring';\n${readFileSync(main, 'utf8')}`);
  writeFileSync(
    join(app, 'vite.config.ts'),
    viteConfig.replace('http://127.0.0.1:4400', server.url),
  );
  expect(await shell('npx firsthand --help', app)).toContain('firsthand [serve]');
  expect(commands).toContain('npx firsthand &');
  expect(commands).toContain('npm run dev');
  // As it is released, too.
  await shell('npm run build', app);

  const dev = await start({
    args: ['node_modules/vite/bin/vite.js', '--host', '127.0.0.1', '--port', '0'],
    ready: /Local:\s+(\S+)/,
  });
  await page.goto(dev.url);
  await page.getByRole('button', { name: /count/i }).click();
  const stored = storedBy(server.url, 'my_app');
  await expect.poll(async () => (await stored.ofType('action')).length).toBe(1);
  expect((await stored.ofType('view'))[0]).toMatchObject({ env: 'dev', version: '1.0.0' });
  await page.goto(server.url);
  await expect(page.getByRole('region', { name: 'Page views' }).locator('strong')).toHaveText('1');
});

test('a new Next.js app reports to the server, by the packages as they are published', async ({
  page,
  server,
  packed,
  folder,
  start,
}) => {
  await shell(
    'npx create-next-app@latest my-app --yes --ts --app --no-eslint --no-tailwind --no-src-dir --use-npm --disable-git --skip-install',
    folder,
  );
  const app = join(folder, 'my-app');
  await shell(`npm install ${packed.join(' ')}`, app);
  const example = fileURLToPath(new URL('../../examples/next', import.meta.url));
  // The layout of the template asks for fonts of a third party.
  for (const file of ['instrumentation-client.ts', 'app/rum', 'app/layout.tsx'])
    cpSync(join(example, file), join(app, file), { recursive: true });
  await shell('NEXT_TELEMETRY_DISABLED=1 npm run build', app);
  const { url } = await start({
    args: ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1', '--port', '0'],
    ready: /Local:\s+(\S+)/,
    env: { FIRSTHAND_URL: server.url },
  });
  await page.goto(url);
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('thrown in the new app');
    });
  });
  const stored = storedBy(server.url, 'next');
  await expect
    .poll(async () =>
      (await stored.ofType('error')).map(({ error, view }) => [error.message, view.name]),
    )
    .toEqual([['thrown in the new app', '/']]);
});
