import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../chromium.js';

/** Starts a browser on a page as a person does, whom nobody drives. */
export function startBrowser(...more: string[]) {
  const profile = mkdtempSync(join(tmpdir(), 'firsthand-profile-'));
  const child = spawn(
    chromiumPath,
    ['--headless', ...chromiumArguments, `--user-data-dir=${profile}`, ...more],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    child,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
      rmSync(profile, { recursive: true, maxRetries: 5 });
    },
  };
}

/** A browser whose tabs hide each other: in Playwright's own, all are in front. */
export async function withTabs(use: (browser: Browser) => Promise<void>): Promise<void> {
  await using own = startBrowser('--remote-debugging-port=0');
  const browser = await chromium.connectOverCDP(await endpointOf(own.child), { noDefaults: true });
  await use(browser);
  await browser.close();
}

function endpointOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (stderr)
      createInterface({ input: stderr }).on('line', (line) => {
        const [, endpoint] = /^DevTools listening on (\S+)/.exec(line) ?? [];
        if (endpoint) resolve(endpoint);
      });
  });
}
