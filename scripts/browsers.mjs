import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { root } from './toolchain.mjs';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/**
 * Sees to a Chromium for the tests: Playwright's own, else the system's, else one installed by Playwright, else
 * one by Debian's package manager.
 *
 * @throws an Error that says what to do when none can be had
 */
export function ensureChromium(env) {
  if (hasChromium()) return;
  console.log('No Chromium found; installing one for the tests.');
  spawnSync('node', ['node_modules/playwright/cli.js', 'install', 'chromium'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if (hasChromium()) return;
  if (process.getuid?.() === 0) {
    const options = { stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], options);
  }
  if (!hasChromium()) {
    throw new Error(
      `The tests need a Chromium: run "npx playwright install chromium", or install the system's at ${SYSTEM_CHROMIUM}.`,
    );
  }
}

function hasChromium() {
  const { chromium } = createRequire(`${root}/package.json`)('playwright');
  return existsSync(chromium.executablePath()) || existsSync(SYSTEM_CHROMIUM);
}
