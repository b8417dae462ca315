import { defineCollector, isSampled, now, onPageExit } from '@firsthand/core';

export interface TelemetryOptions {
  /** Percent of collected sessions whose pages report what became of their events. Default: 0 */
  telemetrySampleRate?: number | undefined;
  /** Percent of sessions that are collected at all. Default: 100 */
  sessionSampleRate?: number | undefined;
}

/** A page that is closed says so twice. */
const SAME_EXIT = 1_000;

/** Reports on page exit what has become of the page's events since the last report. */
export const telemetry = defineCollector<TelemetryOptions>(
  'telemetry',
  ({ emit, signal, counters, sessionAt }, options = {}) => {
    const { telemetrySampleRate = 0, sessionSampleRate = 100 } = options;
    let reported: Record<string, number> = {};
    let reportedAt = -Infinity;
    onPageExit(() => {
      const at = now();
      const session = sessionAt(at);
      if (!session || !isSampled(session.id, telemetrySampleRate, sessionSampleRate)) return;
      if (at - reportedAt < SAME_EXIT) return;
      const news = Object.entries(counters)
        .map(([step, count]) => [step, count - (reported[step] ?? 0)] as const)
        .filter(([, count]) => count > 0);
      reported = { ...counters };
      reportedAt = at;
      emit('telemetry', { telemetry: { type: 'counters', counters: Object.fromEntries(news) } });
    }, signal);
  },
);
