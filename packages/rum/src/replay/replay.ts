import { isSampled, now, whenIdle, type Collector } from '@firsthand/core';
import { createSecretInputs } from '@firsthand/privacy';
import type { RumEvent } from '@firsthand/protocol';
import type { Mode, Recording, RecordingParts } from '@firsthand/replay';
import type { RumConfiguration } from '../configuration.js';
import type { ReplayMethods } from '../replay-methods.js';
import { loadRecorder } from './load-recorder.js';

/** The longest the recorder waits for an idle main thread before it is loaded, in milliseconds. */
const MAX_WAIT = 5_000;

interface ReplayParts extends Pick<RecordingParts, 'sdk' | 'deliver' | 'onFault'> {
  configuration: RumConfiguration;
  /** Whether the person allows it, now. */
  mayRecord: () => boolean;
}

/** An instance's replays, before and while it runs. */
export interface Replay {
  methods: ReplayMethods;
  /** Follows sessions and views, and loads the recorder for the first session that is to be recorded. */
  collector(parts: ReplayParts): Collector;
  /** Looks again whether and how is to be recorded: what the person allows has changed. */
  update(): void;
  /** Takes note of an event that leaves. */
  observe(event: RumEvent): void;
  /** Hands over what has been recorded. */
  flush(): void;
}

export function createReplay(): Replay {
  /** What the page asked for last. */
  let asked: 'start' | 'force' | 'stop' | undefined;
  let recording: Recording | undefined;
  /** Session in which something went wrong before the recorder was there to see it. */
  let failed: string | undefined;
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
      starts: 'soon',
      start(scope) {
        const { mayRecord, onFault } = parts;
        const isSecret = createSecretInputs();
        const configuration = { ...parts.configuration, isSecret };
        let allowed: AbortController | undefined;
        let cancel: (() => void) | undefined;
        const modeOf = (sessionId: string): Mode | undefined => {
          if (asked === 'force') return 'record';
          if (asked === 'stop') return undefined;
          if (configuration.startSessionReplayRecordingManually && !asked) return undefined;
          const { sessionReplaySampleRate = 0, sessionSampleRate } = configuration;
          if (isSampled(sessionId, sessionReplaySampleRate, sessionSampleRate)) return 'record';
          if (!configuration.replayOnError) return undefined;
          return sessionId === failed ? 'record' : 'on-error';
        };
        const load = async ({ signal }: AbortController) => {
          const { startRecording } = await loadRecorder();
          if (!signal.aborted)
            recording = startRecording({ ...parts, configuration, scope, modeOf }, signal);
        };
        /** Ends at once: what has not left by then does not leave. */
        const end = () => {
          cancel?.();
          allowed?.abort();
          allowed = recording = cancel = undefined;
        };
        update = () => {
          if (!mayRecord()) return end();
          const session = scope.sessionAt(now());
          if (recording) recording.update();
          else if (session && modeOf(session.id) && !allowed) {
            const controller = (allowed = new AbortController());
            cancel = whenIdle(() => void load(controller).catch(onFault), MAX_WAIT);
          }
        };
        scope.signal.addEventListener('abort', () => {
          end();
          update = () => {};
        });
        // A password may be shown before the recorder is there to see that it was one.
        for (const type of ['focusin', 'input']) {
          addEventListener(
            type,
            (event) => {
              const [target] = event.composedPath();
              if (target instanceof Element) isSecret(target);
            },
            { capture: true, signal: scope.signal },
          );
        }
        scope.onViewStart(update);
      },
    }),
    update: () => update(),
    observe(event) {
      const { type, session } = event;
      if (recording) recording.observe(event);
      else if (type === 'error' || (type === 'action' && event.action.frustration)) {
        failed = session.id;
      }
    },
    flush: () => recording?.flush(),
  };
}
