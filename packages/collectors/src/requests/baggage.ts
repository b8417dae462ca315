import type { SessionInfo } from '@firsthand/core';

/**
 * In bytes. A back end takes 8,192 in all (https://www.w3.org/TR/baggage/#limits), and a proxy as many in one line, its name
 * among them; an id that takes an eighth of that is none.
 */
const MAX_BAGGAGE = 8_000;
const MAX_MEMBER = 1_024;
const MAX_MEMBERS = 64;
/** Half a surrogate pair has no bytes. */
const HALF_PAIR = /\p{Cs}/gu;

/** What is added to the page's own baggage, which has no key twice. */
export function baggageOf(
  { id, userId, accountId }: SessionInfo,
  own: string | null | undefined,
): string {
  const present = own ? own.split(',') : [];
  const keys = new Set(present.map((member) => member.split(/[=;]/)[0]?.trim()));
  const added: string[] = [];
  for (const [key, value] of Object.entries({
    'session.id': id,
    'user.id': userId,
    'account.id': accountId,
  })) {
    if (!value || keys.has(key) || present.length + added.length >= MAX_MEMBERS) continue;
    const member = `${key}=${encodeURIComponent(value.replace(HALF_PAIR, '?'))}`;
    const all = [...present, ...added, member].join();
    if (member.length <= MAX_MEMBER && all.length <= MAX_BAGGAGE) added.push(member);
  }
  return added.join();
}

/** Where countries have sites one level deeper. */
const COUNTRY = /\.(?:ac|co|com|edu|go|gob|gov|mil|ne|net|nom|or|org)\.[a-z]{2}$/;

/**
 * Whether an address is of the page's site, as far as a page can tell without the list of public suffixes: the last two
 * labels of the host are the same, or the last three where the last two are as in `co.uk`.
 */
export function isSameSite(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === location.protocol && siteOf(hostname) === siteOf(location.hostname);
}

function siteOf(host: string): string {
  // An address of numbers has no labels.
  if (/^[\d.]+$|:/.test(host)) return host;
  const labels = host.split('.');
  return labels.slice(COUNTRY.test(host) ? -3 : -2).join('.');
}
