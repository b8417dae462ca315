import { inDocument } from './dom.js';
import { listen } from './listen.js';

/**
 * When a person first saw the page, as a relative time: 0, or the activation of a prerendered page.
 *
 * @see https://wicg.github.io/nav-speculation/prerendering.html
 */
export function activationStart(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  return (navigation as { activationStart?: number } | undefined)?.activationStart ?? 0;
}

/** Runs `work` now, or, while the page is being prerendered, when a person is shown it. */
export function whenActivated(work: () => void, signal: AbortSignal): void {
  if (inDocument('prerendering' as 'hidden'))
    listen(document, { prerenderingchange: work }, { once: true, signal });
  else work();
}
