import {
  guardPromise,
  isSampled,
  now,
  onAbort,
  whenIdle,
  type CollectorScope,
} from '@firsthand/core';
import { createSecretInputs } from '@firsthand/privacy';
import type { RumEvent } from '@firsthand/protocol';
import type { Mode, Recording, RecordingParts } from '@firsthand/replay';
import type { RumConfiguration } from '../configuration.js';
import { loadRecorder } from './load-recorder.js';
import { observeUsedFields } from './used-fields.js';

/** The longest the recorder waits for an idle main thread before it is loaded, in milliseconds. */
const MAX_WAIT = 5_000;

/** What the page asked for last. */
export type Asked = 'start' | 'force' | 'stop' | undefined;

export interface ReplayParts extends Pick<RecordingParts, 'sdk' | 'deliver' | 'onFault'> {
  configuration: RumConfiguration;
  /** Whether the person allows it, now. */
  mayRecord: () => boolean;
  asked: () => Asked;
  /** Fields that a person has used as passwords. */
  passwords: readonly Element[];
}

/** The replays of a running instance. */
export interface FollowedReplay {
  /** Looks again whether and how is to be recorded. */
  update(): void;
  /** Takes note of an event that leaves. */
  observe(event: RumEvent): void;
  /** Hands over what has been recorded. */
  flush(): void;
  /** Where the console plays the session; `undefined` while nothing is sent. */
  readonly link: string | undefined;
}

/** Follows sessions and views, and loads the recorder for the first session that is to be recorded. */
export function followReplay(parts: ReplayParts, scope: CollectorScope): FollowedReplay {
  const { asked, mayRecord, passwords } = parts;
  const isSecret = createSecretInputs(passwords);
  const configuration = { ...parts.configuration, isSecret };
  let recording: Recording | undefined;
  /** Session in which something went wrong before the recorder was there to see it. */
  let failed: string | undefined;
  let allowed: AbortController | undefined;
  let cancel: (() => void) | undefined;
  const modeOf = (sessionId: string): Mode | undefined => {
    if (asked() === 'force') return 'record';
    if (asked() === 'stop') return undefined;
    if (configuration.startSessionReplayRecordingManually && !asked()) return undefined;
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
  const update = () => {
    if (scope.signal.aborted) return;
    if (!mayRecord()) return end();
    const session = scope.sessionAt(now());
    if (recording) recording.update();
    else if (session && modeOf(session.id) && !allowed) {
      const controller = (allowed = new AbortController());
      cancel = whenIdle(() => void guardPromise(load(controller)), MAX_WAIT);
    }
  };
  onAbort(scope.signal, end);
  observeUsedFields(isSecret, scope.signal);
  scope.onViewStart(update);
  return {
    update,
    observe(event) {
      const { type, session } = event;
      if (recording) recording.observe(event);
      else if (type === 'error' || (type === 'action' && event.action.frustration)) {
        failed = session.id;
      }
    },
    flush: () => recording?.flush(),
    get link() {
      return recording?.link;
    },
  };
}
