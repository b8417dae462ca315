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

/** Frames that are remembered: an interaction is told of within some. */
const MAX_LATEST = 30;

/** Tells of the page's long frames, by one observer for all. `undefined` where the browser does not know them. */
export function createLongFrames({ signal }: CollectorScope) {
  const listeners: Listener[] = [];
  let latest: readonly LongAnimationFrame[] = [];
  const isKnown = observePerformance<LongAnimationFrame>(
    { type: 'long-animation-frame' },
    (frames) => {
      latest = [...latest, ...frames].slice(-MAX_LATEST);
      for (const listener of listeners) listener(frames);
    },
    signal,
  );
  if (!isKnown) return undefined;
  return {
    latest: () => latest,
    /** Also those from before, which the browser delivers later. */
    onFrames(listener: Listener): void {
      listeners.push(listener);
      if (latest.length) listener(latest);
    },
  };
}
