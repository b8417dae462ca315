import { Replayer } from '@rrweb/replay';
import type { eventWithTime } from '@rrweb/types';

/** Shows what was recorded as it was at an epoch time; answers the document that is shown. */
export function show(events: eventWithTime[], time: number): Document | null {
  document.body.textContent = '';
  const replayer = new Replayer(events as ConstructorParameters<typeof Replayer>[0], {
    mouseTail: false,
    showWarning: false,
  });
  replayer.pause(time - (events[0]?.timestamp ?? 0));
  return replayer.iframe.contentDocument;
}
export { outline } from './outline.js';
