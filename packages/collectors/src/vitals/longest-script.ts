import { toNanoseconds } from '@firsthand/core';
import type { LongAnimationFrame, LongScript } from '../long-frames.js';
import type { ViewPerformance } from './view-performance.js';

type LongestScript = NonNullable<NonNullable<ViewPerformance['inp']>['longest_script']>;

/** The script that ran longest between two times, as far as it ran then, of frames that were long. */
export function longestScriptOf(
  frames: readonly LongAnimationFrame[],
  { start, end }: { start: number; end: number },
): LongestScript | undefined {
  let longest: LongScript | undefined;
  let most = 0;
  for (const script of frames.flatMap(({ scripts }) => scripts)) {
    const { startTime, duration } = script;
    const within = Math.min(startTime + duration, end) - Math.max(startTime, start);
    if (within <= most) continue;
    most = within;
    longest = script;
  }
  if (!longest) return undefined;
  const { invoker, invokerType, sourceURL, sourceFunctionName } = longest;
  return {
    duration: toNanoseconds(most),
    invoker,
    invoker_type: invokerType,
    ...(sourceURL && { source_url: sourceURL }),
    ...(sourceFunctionName && { source_function_name: sourceFunctionName }),
  };
}
