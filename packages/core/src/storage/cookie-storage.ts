import { inDocument } from '../browser/dom.js';
import { memberOf } from '../browser/member.js';
import type { TextStorage } from './storage.js';

export interface CookieOptions {
  /** One session for all subdomains of a site; uses a cookie on the widest domain allowed. Default: false */
  trackSessionAcrossSubdomains?: boolean | undefined;
  /** Only over HTTPS. Default: false */
  useSecureSessionCookie?: boolean | undefined;
  /** For pages shown within another site's: secure, `SameSite=None`, partitioned. Default: false */
  usePartitionedCrossSiteSessionCookie?: boolean | undefined;
}

/** @param maxAge milliseconds after which the browser forgets it */
export function cookieStorage(
  { key, maxAge }: { key: string; maxAge: number },
  options: CookieOptions,
): TextStorage {
  let attributes: string | undefined;
  const write = (text: string, seconds: number) => {
    writeCookie(
      `${key}=${encodeURIComponent(text)};max-age=${seconds}${(attributes ??= attributesOf(options))}`,
    );
  };
  return {
    get: () => readCookie(key),
    set: (text) => write(text, maxAge / 1_000),
    remove: () => write('', 0),
  };
}

function attributesOf({
  trackSessionAcrossSubdomains,
  useSecureSessionCookie,
  usePartitionedCrossSiteSessionCookie: crossSite,
}: CookieOptions): string {
  const domain = trackSessionAcrossSubdomains ? widestDomain() : undefined;
  return [
    ';path=/',
    crossSite ? ';samesite=none;partitioned' : ';samesite=lax',
    crossSite || useSecureSessionCookie ? ';secure' : '',
    domain ? `;domain=${domain}` : '',
  ].join('');
}

/**
 * The widest domain on which the browser lets this page set a cookie: it refuses public suffixes, whose list
 * only the browser has. https://publicsuffix.org
 */
function widestDomain(): string | undefined {
  const labels = location.hostname.split('.');
  const probe = 'firsthand.domain';
  for (let count = 1; count <= labels.length; count += 1) {
    const domain = labels.slice(-count).join('.');
    writeCookie(`${probe}=1;path=/;samesite=lax;domain=${domain}`);
    const isSet = readCookie(probe) === '1';
    writeCookie(`${probe}=;path=/;max-age=0;domain=${domain}`);
    if (isSet) return domain;
  }
  return undefined;
}

function readCookie(key: string): string | undefined {
  const cookie = inDocument('cookie')
    .split('; ')
    .find((candidate) => candidate.startsWith(`${key}=`));
  return cookie && decodeURIComponent(cookie.slice(key.length + 1));
}

function writeCookie(text: string): void {
  const setter = memberOf(Document.prototype, 'cookie')?.set;
  if (setter) Reflect.apply(setter, document, [text]);
}
