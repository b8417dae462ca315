import type { EventData } from '@firsthand/core';

type ErrorFields = EventData<'error'>['error'];

/** https://drafts.csswg.org/resize-observer/#deliver-resize-error */
const NOISE = /^(?:Uncaught )?ResizeObserver loop/;
/** Safari hides the address of extensions: https://webkit.org/b/191519 */
const EXTENSION = /\b(?:(?:chrome|moz|safari|safari-web|ms-browser)-extension|webkit-masked-url):/;

/** Whose error it is: that of the script in whose function it was made. */
export function originOf({
  message,
  stack,
  source,
}: ErrorFields): NonNullable<ErrorFields['origin']> {
  const place = stack?.split('\n').find((line) => line.includes('://')) ?? '';
  if (EXTENSION.test(place)) return 'extension';
  const isReport = source === 'report' && /^(?:intervention|deprecation)/.test(message);
  return isReport || NOISE.test(message) ? 'browser' : 'app';
}
