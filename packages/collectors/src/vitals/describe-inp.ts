import { toNanoseconds, type CollectorScope } from '@firsthand/core';
import { createLongFrames } from '../long-frames.js';
import { selectorOf } from '../selector.js';
import { partsOf, type EventTiming, type Interaction } from './interactions.js';
import { longestScriptOf } from './longest-script.js';
import { createPressTargets } from './press-targets.js';
import type { ViewPerformance } from './view-performance.js';

type Inp = NonNullable<ViewPerformance['inp']>;

interface InpContext {
  /** When its view began, on the page's clock. */
  viewStart: number;
  /** Of any kind: they may have kept it waiting. */
  recent: readonly EventTiming[];
}

/**
 * Explains interactions: which element, what its time was spent on, which script ran longest.
 *
 * @param onPress called with each press, of which an interaction may come
 */
export function createInpDescriber({ share, signal }: CollectorScope, onPress: () => void) {
  const frames = share(createLongFrames);
  const pressedIn = createPressTargets(onPress, signal);

  return (interaction: Interaction, { viewStart, recent }: InpContext): Inp => {
    const { latency, entries } = interaction;
    const { start, processingStart, processingEnd, shown } = partsOf(interaction, recent);
    const target = entries.find((entry) => entry.target)?.target;
    const last = Math.max(...entries.map(({ startTime }) => startTime));
    // What is told after the press may have taken its place.
    const selector = pressedIn(start, last) ?? selectorOf(target) ?? pressedIn(0, start);
    const script = frames && longestScriptOf(frames.latest(), { start, end: shown });
    const part = (from: number, to: number) => toNanoseconds(Math.max(0, to - from));
    return {
      duration: toNanoseconds(latency),
      timestamp: part(viewStart, start),
      ...(selector && { target_selector: selector }),
      sub_parts: {
        input_delay: part(start, processingStart),
        processing_duration: part(processingStart, processingEnd),
        presentation_delay: part(processingEnd, shown),
      },
      ...(script && { longest_script: script }),
    };
  };
}
