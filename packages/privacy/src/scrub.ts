import type { RumEvent } from '@firsthand/protocol';

/**
 * A URL without query string and fragment; a fragment that is a route (`#/cart`) stays, without its query.
 * Of a `data:` URL only the media type stays.
 */
export function scrubUrl(url: string): string {
  if (url.startsWith('data:')) return split(url, ',')[0];
  const [beforeHash = '', hash] = split(url, '#');
  const route = hash && /^!?\//.test(hash) ? `#${split(hash, '?')[0]}` : '';
  return split(beforeHash, '?')[0] + route;
}

/**
 * A message or stack without e-mail addresses, JSON web tokens, bearer tokens, card-like numbers, and without
 * the query strings of the URLs in it. Every pattern is linear in the length of the text.
 */
export function scrubText(text: string): string {
  return text
    .replace(/\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, '<email>')
    .replace(/\beyJ[\w-]{8,}\.[\w-]{1,4096}(?:\.[\w-]{0,4096})?/g, '<token>')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 <token>')
    .replace(/\b\d(?:[ -]?\d){12,18}\b/g, '<number>')
    .replace(/(\bhttps?:\/\/[^\s?#)]{1,2048})[?#][^\s:)]*/g, '$1');
}

/** Scrubs the free texts and addresses of an event, in place: its view, resource and error fields. */
export function scrubEvent(event: RumEvent): void {
  const { view } = event;
  view.url = scrubUrl(view.url);
  if (view.referrer) view.referrer = scrubUrl(view.referrer);
  if (event.type === 'view') {
    const lcp = event.view.performance?.lcp;
    if (lcp?.resource_url) lcp.resource_url = scrubUrl(lcp.resource_url);
  } else if (event.type === 'resource') {
    event.resource.url = scrubUrl(event.resource.url);
  } else if (event.type === 'error') {
    const { error } = event;
    for (const part of [error, ...(error.causes ?? [])]) {
      part.message = scrubText(part.message);
      if (part.stack) part.stack = scrubText(part.stack);
    }
    if (error.resource) error.resource.url = scrubUrl(error.resource.url);
    if (error.handling_stack) error.handling_stack = scrubText(error.handling_stack);
  } else if (event.type === 'long_task') {
    for (const script of event.long_task.scripts ?? []) {
      if (script.source_url) script.source_url = scrubUrl(script.source_url);
    }
  }
}

function split(text: string, separator: string): [string, string | undefined] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
