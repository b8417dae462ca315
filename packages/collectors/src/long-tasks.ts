import { defineCollector, observePerformance, toNanoseconds } from '@firsthand/core';

export interface LongTasksOptions {
  /** Shorter tasks are not reported, in milliseconds. Default: 50, the least that browsers report. */
  threshold?: number;
}

/** Tasks that kept the main thread busy for long. https://www.w3.org/TR/longtasks-1/ */
export const longTasks = defineCollector<LongTasksOptions>(
  'long-tasks',
  ({ emit, signal }, { threshold = 50 } = {}) => {
    observePerformance(
      { type: 'longtask' },
      (entries) => {
        for (const { startTime, duration } of entries) {
          if (duration < threshold) continue;
          emit(
            'long_task',
            { long_task: { entry_type: 'long-task', duration: toNanoseconds(duration) } },
            startTime,
          );
        }
      },
      signal,
    );
  },
);
