import type { ReplaySegment } from '@firsthand/protocol/query';
import { readSegments as read, type Loaded, type ReplaySource } from './records.js';
import { clipAt, leadTo, type Clip, type Reel } from './reel.js';
import { interactionsOf, nextAfter } from './interactions.js';
import type { MountScreen, Screen } from './screen.js';

export interface PlayerState {
  /** `buffering`: it would play, but what comes next is still on its way. */
  phase: 'buffering' | 'playing' | 'paused' | 'ended';
  /** Milliseconds since the epoch. */
  time: number;
  speed: number;
  isSkipping: boolean;
  /** How far the recording of this view has been read. */
  readUntil: number;
  size: { width: number; height: number } | undefined;
  error: Error | undefined;
}

export type Player = ReturnType<typeof createPlayer>;

export const SPEEDS = [0.5, 1, 2, 4, 8];
/** What is read ahead of what is shown, in milliseconds of watching and in bytes of one request. */
const AHEAD = 30_000;
const REQUEST_BYTES = 3_000_000;
/** Nobody did anything for longer than this: it is skipped, up to shortly before something is done. */
const INACTIVITY = 5_000;
const BEFORE = 1_000;
const TICK = 100;

/** Plays a reel: reads what is needed when it is needed, and shows it. */
export function createPlayer({ reel, source, root, mount, readSegments = read }: PlayerParts) {
  let state: PlayerState = {
    phase: 'paused',
    time: reel.start,
    speed: 1,
    isSkipping: true,
    readUntil: reel.start,
    size: undefined,
    error: undefined,
  };
  const listeners = new Set<() => void>();
  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  let wantsToPlay = false;
  let index = -1;
  let screen: Screen | undefined;
  let interactions: number[] = [];
  /** What of the clip has been read: its pieces from one index up to, not including, another. */
  const range = { from: 0, to: 0 };
  let reading: AbortController | undefined;
  const clip = () => reel.clips[index] as Clip;

  const clear = () => {
    reading?.abort();
    reading = undefined;
    screen?.destroy();
    screen = undefined;
    interactions = [];
  };
  /** Until when all has been read. */
  const readUntil = (): number => {
    const { segments, end } = clip();
    const next = segments[range.to];
    return next ? Math.min(next.start, end) : end;
  };
  const isRead = (): boolean => {
    const { segments, end } = clip();
    const next = segments[range.to];
    return !next || next.start > end;
  };
  const show = async (records: Loaded[]) => {
    interactions.push(...interactionsOf(records));
    if (screen) return screen.add(records);
    const { speed } = state;
    screen = mount({ root, records, speed, onResize: (size) => set({ size }) });
  };

  /** Reads on, one request at a time, until enough is there. */
  const readOn = async () => {
    if (reading) return;
    const { segments } = clip();
    const target = state.time + AHEAD * state.speed;
    const first = range.to;
    const wanted: ReplaySegment[] = [];
    let bytes = 0;
    for (const segment of segments.slice(range.to)) {
      if (wanted.length && (segment.start > target || bytes > REQUEST_BYTES)) break;
      wanted.push(segment);
      bytes += segment.bytes;
    }
    if (!wanted.length || (range.to > range.from && readUntil() > target)) return;
    const abort = new AbortController();
    reading = abort;
    try {
      for await (const { segment, records } of readSegments(source, wanted, abort.signal)) {
        if (abort.signal.aborted) return;
        if (records.length) await show(records);
        if (abort.signal.aborted) return;
        range.to = segments.indexOf(segment) + 1;
        set({ readUntil: readUntil(), error: undefined });
        settle();
      }
      if (!screen) throw new Error('This part of the recording is not stored any more.');
      // What the store has no longer is not waited for.
      range.to = first + wanted.length;
      set({ readUntil: readUntil() });
      reading = undefined;
      settle();
    } catch (error) {
      if (abort.signal.aborted) return;
      reading = undefined;
      wantsToPlay = false;
      set({ error: error as Error, phase: 'paused' });
    }
  };

  /** Brings the screen to where it should be, as soon as what that needs is there. */
  const settle = () => {
    if (state.phase !== 'buffering' || !screen) return void readOn();
    if (state.time < readUntil() || isRead()) {
      if (wantsToPlay) screen.play(state.time);
      else screen.pause(state.time);
      set({ phase: wantsToPlay ? 'playing' : 'paused' });
    }
    void readOn();
  };

  const seek = (at: number) => {
    const time = Math.min(Math.max(at, reel.start), reel.end);
    const wanted = clipAt(reel, time);
    const target = reel.clips[wanted] as Clip;
    const inClip = Math.max(time, target.start);
    const lead = leadTo(target.segments, inClip);
    const from = lead[0] ? target.segments.indexOf(lead[0]) : 0;
    if (wanted !== index || from < range.from || from > range.to || !screen) {
      clear();
      index = wanted;
      Object.assign(range, { from, to: from });
    }
    set({ time: inClip, phase: 'buffering', readUntil: readUntil(), error: undefined });
    settle();
  };

  const goOn = () => {
    const next = reel.clips[index + 1];
    if (next) return seek(next.start);
    screen?.pause(clip().end);
    set({ phase: 'ended', time: clip().end });
  };
  /** Where nobody does anything for long, the time shortly before someone does. */
  const skipTo = (time: number): number | undefined => {
    if (!state.isSkipping) return undefined;
    const next = nextAfter(interactions, time) ?? readUntil();
    return next - time > INACTIVITY ? next - BEFORE : undefined;
  };
  const tick = () => {
    if (state.phase !== 'playing' || !screen) return;
    const time = screen.time();
    if (time >= clip().end) return goOn();
    if (time >= readUntil()) {
      screen.pause(readUntil());
      set({ phase: 'buffering', time: readUntil() });
      return settle();
    }
    const skipped = skipTo(time);
    if (skipped) screen.play(skipped);
    set({ time: skipped ?? time });
    void readOn();
  };
  const timer = setInterval(tick, TICK);

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    getState: () => state,
    getScreen: () => screen,
    seek,
    play() {
      wantsToPlay = true;
      seek(state.phase === 'ended' ? reel.start : state.time);
    },
    pause() {
      wantsToPlay = false;
      screen?.pause(state.time);
      if (state.phase === 'playing') set({ phase: 'paused' });
    },
    setSpeed(speed: number) {
      screen?.setSpeed(speed);
      set({ speed });
    },
    setSkipping: (isSkipping: boolean) => set({ isSkipping }),
    destroy() {
      clearInterval(timer);
      clear();
      listeners.clear();
    },
  };
}

interface PlayerParts {
  reel: Reel;
  source: ReplaySource;
  root: HTMLElement;
  mount: MountScreen;
  readSegments?: typeof read;
}
