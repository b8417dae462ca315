import { chromium, type Browser, type CDPSession, type Page } from 'playwright';
import { chromiumArguments, chromiumPath } from '../../e2e/chromium.ts';

/** A host of its own, as a vendor's is: some SDKs take what goes to their intake's host for their own. */
export const INTAKE_HOST = 'intake.localhost';

/** A Chromium that reaches this machine's loopback and nothing else. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      ...chromiumArguments,
      `--host-resolver-rules=MAP ${INTAKE_HOST} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    ],
  });
}

export interface Tab {
  page: Page;
  cdp: CDPSession;
}

/** Opens a tab in a profile of its own, which ends with it. */
export async function inTab<T>(browser: Browser, work: (tab: Tab) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    return await work({ page, cdp: await context.newCDPSession(page) });
  } finally {
    await context.close();
  }
}
