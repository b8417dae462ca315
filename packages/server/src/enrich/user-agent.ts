import Bowser from 'bowser';
import type { Enrichment } from '@firsthand/protocol/query';
import type { RequestFacts } from './enrich.js';

/** Browser, operating system and kind of device as families; the raw user agent goes no further. */
export function userAgent({ headers }: RequestFacts): Pick<Enrichment, 'user_agent'> {
  const header = headers['user-agent'];
  if (!header) return {};
  const { browser, os, platform } = Bowser.parse(header);
  return {
    user_agent: {
      browser: browser.name ?? '',
      browser_version: browser.version?.split('.')[0] ?? '',
      os: os.name ?? '',
      device_type: platform.type ?? '',
    },
  };
}
