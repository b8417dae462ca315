import { observePerformance, type CollectorScope } from '@firsthand/core';

/** https://w3c.github.io/long-animation-frames/ */
export interface LongAnimationFrame extends PerformanceEntry {
  blockingDuration: number;
  renderStart: number;
  styleAndLayoutStart: number;
  firstUIEventTimestamp: number;
  scripts: LongScript[];
}

export interface LongScript extends PerformanceEntry {
  executionStart: number;
  pauseDuration: number;
  forcedStyleAndLayoutDuration: number;
  sourceURL: string;
  sourceFunctionName: string;
  sourceCharPosition: number;
  invoker: string;
  invokerType: string;
  windowAttribution: string;
}

type Listener = (frames: readonly LongAnimationFrame[]) => void;

/** Frames that are told to who begins to listen later. */
const MAX_KEPT = 20;

/** Tells of long frames, also of the latest from before, by one observer. `undefined` where the browser does not know them. */
export function createLongFrames({ signal }: CollectorScope) {
  const listeners: Listener[] = [];
  let kept: readonly LongAnimationFrame[] = [];
  const isKnown = observePerformance<LongAnimationFrame>(
    { type: 'long-animation-frame' },
    (frames) => {
      kept = [...kept, ...frames].slice(-MAX_KEPT);
      for (const listener of listeners) listener(frames);
    },
    signal,
  );
  if (!isKnown) return undefined;
  return (listener: Listener): void => {
    listeners.push(listener);
    if (kept.length) listener(kept);
  };
}
