import { Replayer } from '@rrweb/replay';
import { outline, type Outline, type OutlineOptions } from './outline.js';

type Records = ConstructorParameters<typeof Replayer>[0];

/** Shows what was recorded as it was at an epoch time. */
export function show(records: Records, time: number): void {
  document.body.textContent = '';
  // With it, a seek changes constructed style sheets before they are adopted.
  const replayer = new Replayer(records, { mouseTail: false, useVirtualDom: false });
  replayer.pause(time - ((records[0] as { timestamp: number }).timestamp ?? 0));
}

export function outlineShown(options: OutlineOptions): Outline | undefined {
  const shown = document.querySelector('iframe')?.contentDocument;
  return shown ? outline(shown, options) : undefined;
}
