import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { chromium, firefox, webkit, type BrowserType, type LaunchOptions } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import { Builder, By } from 'selenium-webdriver';
import { chromiumArguments, chromiumPath } from './chromium.js';
import type { Tab } from './tab.js';

/** A browser that tests drive by what Playwright, WebDriver BiDi and WebDriver have in common. */
export interface Engine {
  tab: Tab;
  close(): Promise<void>;
}

/** Playwright's own browsers where they are installed, else the system's: `scripts/browsers.mjs` sees to them. */
export const engines = {
  Chromium: () => launch(chromium, { executablePath: chromiumPath, args: chromiumArguments }),
  Firefox: () => (existsSync(firefox.executablePath()) ? launch(firefox) : systemFirefox()),
  WebKit: () => (existsSync(webkit.executablePath()) ? launch(webkit) : systemWebKit()),
};

export type EngineName = keyof typeof engines;

async function launch(type: BrowserType, options?: LaunchOptions): Promise<Engine> {
  const browser = await type.launch(options);
  return { tab: await browser.newPage(), close: () => browser.close() };
}

async function systemFirefox(): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: '/usr/bin/firefox-esr',
  });
  return { tab: await browser.newPage(), close: () => browser.close() };
}

/** WebKitGTK has no headless mode: it is shown on a screen that only exists in memory. */
async function systemWebKit(): Promise<Engine> {
  const port = await freePort();
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], {
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
    // With the browsers that it starts it is a group, and ends as one.
    detached: true,
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/status`);
  const browser = await new Builder()
    .disableEnvironmentOverrides()
    .usingServer(url)
    .withCapabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {
        binary: globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser')[0],
        args: ['--automation'],
      },
    })
    .build();
  const tab: Tab = {
    goto: (address) => browser.get(address),
    click: (selector) => browser.findElement(By.css(selector)).click(),
    async evaluate<R>(work: string | ((argument: unknown) => R), argument?: unknown) {
      const call = typeof work === 'string' ? work : `(${work})(...arguments)`;
      return (await browser.executeScript<R>(`return ${call}`, argument)) as Awaited<R>;
    },
  };
  return {
    tab,
    async close() {
      await browser.quit();
      if (driver.pid) process.kill(-driver.pid);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits for a server that has just been started. */
async function answers(url: string): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await fetch(url).catch(() => undefined))) {
    if (Date.now() > until) throw new Error(`${url} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
