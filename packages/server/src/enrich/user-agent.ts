import Bowser from 'bowser';
import type { Enrichment } from '@firsthand/protocol/query';
import type { RequestFacts } from './enrich.js';

/** For a browser or system that it does not know, the parser repeats what the header says. */
const browsers = new Set(Object.values(Bowser.BROWSER_MAP));
const systems = new Set(Object.values(Bowser.OS_MAP));
const OTHER = 'Other';

/** Browser, operating system and kind of device as families; the raw user agent goes no further. */
export function userAgent({ headers }: RequestFacts): Pick<Enrichment, 'user_agent'> {
  const header = headers['user-agent'];
  if (!header) return {};
  const { browser, os, platform } = Bowser.parse(header);
  const isKnown = browsers.has(browser.name ?? '');
  return {
    user_agent: {
      browser: isKnown && browser.name ? browser.name : OTHER,
      browser_version: (isKnown && /^\d{1,4}/.exec(browser.version ?? '')?.[0]) || '',
      os: os.name && systems.has(os.name) ? os.name : OTHER,
      device_type: platform.type ?? '',
    },
  };
}
