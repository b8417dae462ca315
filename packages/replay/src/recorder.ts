import {
  clearTimer,
  epochNow,
  guard,
  listen,
  now,
  onAbort,
  repeat,
  rootOf,
  setTimer,
  whenIdle,
  type Timer,
} from '@firsthand/core';
import { PRIVACY_ATTRIBUTE, type MaskingOptions } from '@firsthand/privacy';
import { record } from '@rrweb/record';
import { EventType, IncrementalSource, type eventWithTime } from '@rrweb/types';
import { createAdopted } from './adopted.js';
import { watchBursts } from './bursts.js';
import { unmatched } from './css-text.js';
import { nodesIn } from './nodes-in.js';
import { inOwnRealm } from './own-realm.js';
import { createScrolls, EVERY_SCROLL } from './scrolls.js';
import { wholeStyles } from './whole-styles.js';

/** After so many milliseconds without an idle moment a full snapshot is taken all the same. */
const MAX_WAIT = 1_000;
/** After a burst the page is left alone for so many milliseconds, and so many times what the last snapshot took. */
const REST = { least: 1_000, times: 20 };

/** What nothing tells of is looked for every so many milliseconds. */
const LOOK = 1_000;

/**
 * Not recorded, as nothing of it shows. White space in the head stays: with it rrweb leaves out the text of style
 * elements, and a player then never takes away what is replaced.
 */
const SLIM = {
  script: true,
  comment: true,
  headFavicon: true,
  headMetaSocial: true,
  headMetaRobots: true,
  headMetaHttpEquiv: true,
  headMetaVerification: true,
};

/** Why nothing is recorded for now. */
export type Pause = 'idle' | 'hidden' | 'burst';

export interface RecorderParts {
  options: MaskingOptions;
  /** Frames of canvases a second; 0: none. */
  canvasFrames: number;
  /** Whether the change of an attribute makes what was recorded of a node wrong. */
  isOutdated: (node: Node, attribute: string) => boolean;
  /** Told before a full snapshot is taken. */
  onStart: () => void;
  /** Told of what rrweb made of the page, in the same task. */
  onRecord: (record: eventWithTime) => void;
  onFault: (fault: unknown) => void;
}

/**
 * Runs rrweb. Each full snapshot is a new start of it: only so what it has observed of frames ends. A page that changes
 * faster than can be recorded is left alone, and then recorded anew.
 */
export function createRecorder(parts: RecorderParts, signal: AbortSignal) {
  const { options, canvasFrames, isOutdated, onStart, onRecord, onFault } = parts;
  const pauses = new Set<Pause>();
  let stopRrweb: (() => void) | undefined;
  let cancelStart: (() => void) | undefined;
  let restTimer: Timer | undefined;
  /** Documents of frames since the last full snapshot. */
  const frames = new Set<number>();
  let isLive = false;
  let cost = 0;

  const find = (id: number) => record.mirror.getNode(id);
  const scrolls = createScrolls(onRecord);
  const adopted = createAdopted({
    find,
    // After what it follows, by whichever clock.
    onAdopted: (data) =>
      pass({
        type: EventType.IncrementalSnapshot,
        data,
        timestamp: Math.max(lastAt, epochNow()),
      }),
  });
  let lastAt = 0;
  const pass = (event: eventWithTime) => {
    lastAt = event.timestamp;
    const nodes = nodesIn(event);
    wholeStyles(event, nodes, find);
    onRecord(event);
    adopted.follow(event, nodes);
  };

  const stop = () => {
    cancelStart?.();
    cancelStart = undefined;
    if (isLive) scrolls.flush();
    adopted.forget();
    unmatched.clear();
    isLive = false;
    bursts.ignore();
    const end = stopRrweb;
    stopRrweb = undefined;
    if (end) guard(end, onFault);
  };
  const start = () => {
    stop();
    onStart();
    const startedAt = now();
    isLive = true;
    frames.clear();
    // First, so that it is told before rrweb is.
    bursts.observe();
    stopRrweb = inOwnRealm(() =>
      record({
        emit(event) {
          // rrweb goes on listening for frames that load.
          if (!isLive) return;
          if (isRepeated(event)) return void startOnIdle();
          chargeUnobserved(event);
          if (!scrolls.take(event)) pass(event);
        },
        blockSelector: [
          `[${PRIVACY_ATTRIBUTE}=hidden]`,
          ...(options.privacySelectors?.hidden ?? []),
        ].join(),
        // Values pass the masks as everything does; these are not even handed over.
        maskInputOptions: { password: true, email: true, tel: true },
        maskInputFn: (value) => (value ? '***' : ''),
        slimDOMOptions: SLIM,
        collectFonts: true,
        recordAfter: 'DOMContentLoaded',
        recordCanvas: canvasFrames > 0,
        sampling: { scroll: EVERY_SCROLL, ...(canvasFrames > 0 && { canvas: canvasFrames }) },
        dataURLOptions: { type: 'image/webp', quality: 0.4 },
        // What a page's own call throws, such as an invalid rule of a style sheet, is the page's to see.
        errorHandler(error: unknown) {
          if (error instanceof DOMException) return;
          onFault(error);
          return true;
        },
      }),
    );
    cost = now() - startedAt;
  };
  const startOnIdle = () => {
    cancelStart ??= whenIdle(start, MAX_WAIT);
  };
  const pause = (why: Pause) => {
    pauses.add(why);
    stop();
  };
  const resume = (why: Pause) => {
    if (pauses.delete(why) && !pauses.size && !signal.aborted) startOnIdle();
  };
  const bursts = watchBursts(
    {
      onBurst() {
        pause('burst');
        clearTimer(restTimer);
        restTimer = setTimer(() => resume('burst'), Math.max(REST.least, REST.times * cost));
      },
      // rrweb does not tell of an element that has just been hidden.
      onAttribute: (node, name) => isOutdated(node, name) && startOnIdle(),
    },
    signal,
  );

  /** The document of a frame that was recorded while it was still empty: a player would keep it so. */
  const isRepeated = ({ type, data }: eventWithTime): boolean => {
    const id =
      type === EventType.IncrementalSnapshot &&
      data.source === IncrementalSource.Mutation &&
      data.isAttachIframe &&
      data.adds[0]?.node.id;
    if (!id) return false;
    const isKnown = frames.has(id);
    frames.add(id);
    return isKnown;
  };

  /** What happens in shadow trees and frames is not observed from the document. */
  const chargeUnobserved = (event: eventWithTime) => {
    if (event.type !== EventType.IncrementalSnapshot) return;
    const { data } = event;
    if (data.source !== IncrementalSource.Mutation || data.isAttachIframe) return;
    const id = data.adds[0]?.parentId ?? data.attributes[0]?.id;
    const node = id === undefined ? undefined : find(id);
    if (node && rootOf(node) !== document) bursts.charge(data.adds.length);
  };

  const look = () => {
    if (!isLive) return;
    adopted.check();
    // Only now it can be told how they look.
    if ([...unmatched].some((matches) => matches())) startOnIdle();
  };
  repeat(look, LOOK, signal);
  // rrweb does not tell what it makes of the fields.
  listen(document, { reset: () => isLive && startOnIdle() }, { signal });
  onAbort(signal, () => {
    clearTimer(restTimer);
    stop();
  });
  return {
    /** Takes a full snapshot at the next idle moment. */
    snapshot: () => !pauses.size && startOnIdle(),
    pause,
    resume,
    /** Tells at once what it would soon. */
    flush: scrolls.flush,
    get isPaused() {
      return pauses.size > 0;
    },
  };
}
