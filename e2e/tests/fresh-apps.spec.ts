import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packAll, shell } from '../packed.js';
import { runIn } from '../run-process.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');

/** The code blocks under a heading of the README, in their order. */
function blocksOf(heading: string): string[] {
  const [section = ''] = (readme.split(`## ${heading}\n`)[1] ?? '').split('\n## ');
  return Array.from(section.matchAll(/```\w+\n(.*?)```/gs), ([, code = '']) => code);
}

test('with the README alone: from a new Vite app to the first data in the console', async ({
  page,
  server,
}) => {
  test.setTimeout(240_000);
  const [create = '', monitoring = '', viteConfig = '', start = ''] =
    blocksOf('Use it on your page');
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-fresh-'));
  const packed = await packAll();
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
  expect(start).toContain('npx firsthand &');
  expect(start).toContain('npm run dev');
  // As it is released, too.
  await shell('npm run build', app);

  const dev = await runIn(app, {
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
  await dev.stop();
  for (const made of [folder, dirname(packed[0] ?? folder)]) rmSync(made, { recursive: true });
});
