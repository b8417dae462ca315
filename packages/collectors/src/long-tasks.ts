import {
  about,
  defineCollector,
  observePerformance,
  toNanoseconds,
  type EventData,
} from '@firsthand/core';
import { createLongFrames, type LongAnimationFrame } from './long-frames.js';

export interface LongTasksOptions {
  /** Shorter ones are not reported, in milliseconds. Default: 50, the least that browsers report. */
  threshold?: number | undefined;
}

type LongTask = EventData<'long_task'>['long_task'];
type Script = NonNullable<LongTask['scripts']>[number];

/** Scripts of a frame that are kept. */
const MAX_SCRIPTS = 20;

/**
 * What kept the main thread busy for long: frames with their scripts where the browser tells, else tasks.
 *
 * @see https://w3c.github.io/long-animation-frames/ https://www.w3.org/TR/longtasks-1/
 */
export const longTasks = defineCollector<LongTasksOptions>(
  'long-tasks',
  ({ emit, signal, viewAt, share }, { threshold = 50 } = {}) => {
    const longFrames = share(createLongFrames);
    if (longFrames)
      return longFrames.onFrames((frames) => {
        for (const frame of frames) {
          if (frame.duration < threshold) continue;
          const { startTime } = frame;
          const sinceView = startTime - (viewAt(startTime)?.startedAt ?? 0);
          const data = { long_task: describe(frame, sinceView) };
          emit('long_task', about(data, { performanceEntry: frame }), startTime);
        }
      });
    observePerformance(
      { type: 'longtask' },
      (entries) => {
        for (const entry of entries) {
          const { startTime, duration } = entry;
          if (duration < threshold) continue;
          const task: LongTask = { entry_type: 'long-task', duration: toNanoseconds(duration) };
          emit('long_task', about({ long_task: task }, { performanceEntry: entry }), startTime);
        }
      },
      signal,
    );
  },
);

/** @param sinceView start of the frame, milliseconds since that of its view */
function describe(frame: LongAnimationFrame, sinceView: number): LongTask {
  const { duration, blockingDuration, startTime } = frame;
  /** Milliseconds since the view's start; 0 says that it did not take place. */
  const inView = (time: number) => time && round(time - startTime + sinceView);
  const scripts = frame.scripts.slice(0, MAX_SCRIPTS).map((script): Script => ({
    duration: toNanoseconds(script.duration),
    start_time: inView(script.startTime),
    execution_start: inView(script.executionStart),
    pause_duration: toNanoseconds(script.pauseDuration),
    forced_style_and_layout_duration: toNanoseconds(script.forcedStyleAndLayoutDuration),
    ...(script.sourceURL && { source_url: script.sourceURL }),
    ...(script.sourceFunctionName && { source_function_name: script.sourceFunctionName }),
    ...(script.sourceCharPosition >= 0 && { source_char_position: script.sourceCharPosition }),
    invoker: script.invoker,
    invoker_type: script.invokerType,
    window_attribution: script.windowAttribution,
  }));
  return {
    entry_type: 'long-animation-frame',
    start_time: round(sinceView),
    duration: toNanoseconds(duration),
    blocking_duration: toNanoseconds(blockingDuration),
    render_start: inView(frame.renderStart),
    style_and_layout_start: inView(frame.styleAndLayoutStart),
    first_ui_event_timestamp: inView(frame.firstUIEventTimestamp),
    ...(scripts.length && { scripts }),
  };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
