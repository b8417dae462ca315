import { guard, ignore } from '../guard.js';
import { inDocument } from './dom.js';
import { getter } from './member.js';

const hrefOf = /* @__PURE__ */ getter(() => URL.prototype, 'href');

/** An address that holds its answer itself: nothing is requested, and it may be as long as a film. */
const WITH_ANSWER = /^\s*(?:data|blob):/i;

/** A URL as resource timing names it; as given where it is none. */
export function absoluteUrl(url: string): string {
  return guard(() => new URL(url, inDocument('baseURI')).href, ignore) ?? url;
}

/**
 * What is requested by an argument of `fetch` or `open`, as it is given; `undefined` where no request comes of it, and of an
 * object but a URL: it may have another address each time it is asked.
 */
export function addressOf(input: unknown): string | undefined {
  const isAsked = Object(input) === input || typeof input === 'symbol';
  const address = isAsked ? guard(() => hrefOf(input as URL), ignore) : String(input);
  return address !== undefined && WITH_ANSWER.test(address) ? undefined : address;
}
