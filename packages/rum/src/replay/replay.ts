import { isSampled, now, whenIdle, type Collector } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import type { Mode, Recording, RecordingParts } from '@firsthand/replay';
import type { RumConfiguration } from '../configuration.js';
import type { ReplayMethods } from '../replay-methods.js';
import { loadRecorder } from './load-recorder.js';

/** The longest the recorder waits for an idle main thread before it is loaded, in milliseconds. */
const MAX_WAIT = 5_000;

interface ReplayParts extends Pick<RecordingParts, 'sdk' | 'deliver' | 'onFault'> {
  configuration: RumConfiguration;
  /** Until it aborts, a replay may be recorded. Default: as long as anything is collected */
  allowed?: AbortSignal;
}

/** An instance's replays, before and while it runs. */
export interface Replay {
  methods: ReplayMethods;
  /** Follows sessions and views, and loads the recorder for the first session that is to be recorded. */
  collector(parts: ReplayParts): Collector;
  /** Takes note of an event that leaves. */
  observe(event: RumEvent): void;
  /** Hands over what has been recorded. */
  flush(): void;
}

export function createReplay(): Replay {
  /** What the page asked for last. */
  let asked: 'start' | 'force' | 'stop' | undefined;
  let recording: Recording | undefined;
  let update = () => {};
  const ask = (what: typeof asked) => {
    asked = what;
    update();
  };

  return {
    methods: {
      startSessionReplayRecording: (options) => ask(options?.force ? 'force' : 'start'),
      stopSessionReplayRecording: () => ask('stop'),
      getSessionReplayLink: () => recording?.link,
    },
    collector: (parts) => ({
      name: 'session-replay',
      start(scope) {
        const { configuration, onFault, allowed: signal = scope.signal } = parts;
        let cancel: (() => void) | undefined;
        const modeOf = (sessionId: string): Mode | undefined => {
          if (asked === 'force') return 'record';
          if (asked === 'stop') return undefined;
          if (configuration.startSessionReplayRecordingManually && !asked) return undefined;
          const { sessionReplaySampleRate = 0, sessionSampleRate } = configuration;
          if (isSampled(sessionId, sessionReplaySampleRate, sessionSampleRate)) return 'record';
          return configuration.replayOnError ? 'on-error' : undefined;
        };
        const load = async () => {
          const { startRecording } = await loadRecorder();
          if (!signal.aborted) recording = startRecording({ ...parts, scope, modeOf }, signal);
        };
        update = () => {
          const session = scope.sessionAt(now());
          if (recording) recording.update();
          else if (session && modeOf(session.id)) {
            cancel ??= whenIdle(() => void load().catch(onFault), MAX_WAIT);
          }
        };
        signal.addEventListener('abort', () => {
          cancel?.();
          update = () => {};
          recording = undefined;
        });
        scope.onViewStart(update);
      },
    }),
    observe: (event) => recording?.observe(event),
    flush: () => recording?.flush(),
  };
}
