import { afterScript, epochNow, guard, ignore, onDocumentOpen, repeat } from '@firsthand/core';
import { createReplayGate, type MaskingOptions } from '@firsthand/privacy';
import { record } from '@rrweb/record';
import { EventType, type eventWithTime } from '@rrweb/types';
import { createDispatch, type Deliver, type PageHeader } from './dispatch.js';
import { createRecordMask } from './mask/record-mask.js';
import { onPageEnd } from './page-end.js';
import { followPresence } from './presence.js';
import { CHECKOUT_INTERVAL, createRecent } from './recent.js';
import { createRecorder } from './recorder.js';
import type { RecordedView } from './segment.js';
import { createSegments, type Finished } from './segments.js';
import { followUnseen } from './unseen.js';
import { followVisualViewport } from './visual-viewport.js';

/** `on-error`: the last minute is kept, and sent when something went wrong. */
export type Mode = 'record' | 'on-error';

export interface RunParts {
  mode: Mode;
  options: MaskingOptions;
  /** Frames of canvases a second; 0: none. */
  canvasFrames: number;
  header: PageHeader;
  deliver: Deliver;
  onFault: (fault: unknown) => void;
  /** Told that no more may be recorded of this session. */
  onOver: () => void;
}

export type Run = ReturnType<typeof startRun>;

/** Of one session, on one page, in bytes on the wire. */
const MAX_BYTES = 50_000_000;
/** A recorder or mask that fails more often than this ends the recording: better none than one with holes. */
const MAX_FAULTS = 3;

/** Records one session until `signal` aborts. */
export function startRun(parts: RunParts, signal: AbortSignal) {
  const { options, header, deliver, onFault, onOver } = parts;
  const recent = createRecent();
  let isKeeping = parts.mode === 'on-error';
  let bytes = 0;
  let faults = 0;

  const { mask, isOutdated } = createRecordMask({
    options,
    mirror: record.mirror,
    onOutdated: () => recorder.snapshot(),
  });
  /** What is missing now must be made up for by a full snapshot. */
  const fail = (fault: unknown) => {
    onFault(fault);
    faults += 1;
    if (faults > MAX_FAULTS) onOver();
    else recorder.snapshot();
  };
  const gate = createReplayGate<eventWithTime>({ mask, onFault: fail }, signal);
  const dispatch = createDispatch({ header, seal: gate.seal, deliver });
  const send = (segment: Finished) => {
    bytes += segment.records.length;
    dispatch(segment);
    if (bytes > MAX_BYTES) onOver();
  };
  const segments = createSegments(
    (segment) => (isKeeping ? recent.keep(segment) : send(segment)),
    signal,
  );
  const add = (recorded: eventWithTime) => {
    const cleared = gate.clear(recorded);
    if (cleared) segments.add(cleared);
  };
  const recorder = createRecorder(
    {
      options,
      canvasFrames: parts.canvasFrames,
      isOutdated,
      // What is kept must begin with a full snapshot.
      onStart: () => isKeeping && segments.cut('segment_duration_limit'),
      onRecord(recorded) {
        add(recorded);
        if (recorded.type === EventType.FullSnapshot) afterScript(unseen.tellAll);
      },
      onFault: fail,
    },
    signal,
  );
  const addEvent = (tag: string, payload: unknown, timestamp: number) => {
    if (!recorder.isPaused) add({ type: EventType.Custom, data: { tag, payload }, timestamp });
  };

  const unseen = followUnseen(
    // Not while it is paused.
    (tag, payload) => guard(() => record.addCustomEvent(tag, payload), ignore),
    signal,
  );

  repeat(() => isKeeping && recorder.snapshot(), CHECKOUT_INTERVAL, signal);
  // It takes the listeners of rrweb away, too.
  onDocumentOpen(recorder.snapshot, signal);
  const leave: typeof segments.leave = (reason) => {
    recorder.flush();
    segments.leave(reason);
  };
  onPageEnd(leave, signal);
  followPresence({ onAway: recorder.pause, onBack: recorder.resume }, signal);
  followVisualViewport((viewport) => addEvent('visual-viewport', viewport, epochNow()), signal);

  return {
    /** Everything from now on is of another view, which begins with a full snapshot. */
    setView(view: RecordedView | undefined) {
      segments.setView(view);
      if (view) recorder.snapshot();
    },
    addEvent,
    /** Something went wrong: sends what was kept, and what follows. @returns whether it did */
    release(): boolean {
      if (!isKeeping) return false;
      isKeeping = false;
      for (const segment of recent.takeAll()) send(segment);
      segments.cut('on_error');
      return true;
    },
    get isSending() {
      return !isKeeping;
    },
    /** Hands over what there is. */
    flush: () => leave('stop'),
  };
}
