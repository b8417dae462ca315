import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** Playwright's own Chromium where it is installed, else the system's: `scripts/browsers.mjs` sees to one. */
export const chromiumPath = existsSync(chromium.executablePath())
  ? chromium.executablePath()
  : SYSTEM_CHROMIUM;

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
