import { animatedFrom } from './animated-from.js';
import { createBuffer } from './buffer.js';
import { readSegments as read, type ReplaySource } from './records.js';
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
  /** Since when, as far as it has been read, scripts have animated what this view shows. */
  animatedFrom: number | undefined;
  /** How far the recording of this view has been read. */
  readUntil: number;
  size: { width: number; height: number } | undefined;
  error: Error | undefined;
}

export type Player = ReturnType<typeof createPlayer>;

export const SPEEDS = [0.5, 1, 2, 4, 8];
/** What is read ahead of what is shown, in milliseconds of watching. */
const AHEAD = 30_000;
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
    animatedFrom: undefined,
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
  const fail = (error: Error) => {
    wantsToPlay = false;
    set({ error, phase: 'paused' });
  };
  let index = -1;
  let screen: Screen | undefined;
  let interactions: number[] = [];
  const clip = () => reel.clips[index] as Clip;
  const buffer = createBuffer({
    source,
    readSegments,
    async onRecords(records) {
      interactions = interactions.concat(interactionsOf(records));
      if (state.animatedFrom === undefined) set({ animatedFrom: animatedFrom(records) });
      if (screen) return screen.add(records);
      const { speed } = state;
      screen = mount({
        root,
        records,
        speed,
        onResize: (size) => set({ size }),
        onFault(fault) {
          clear();
          fail(fault);
        },
      });
    },
    onRead() {
      set({ readUntil: readUntil(), error: undefined });
      settle();
    },
    onFault: fail,
  });
  const readUntil = () => buffer.until(clip().end);
  const clear = () => {
    buffer.stop();
    screen?.destroy();
    screen = undefined;
    interactions = [];
    set({ animatedFrom: undefined });
  };

  /** Brings the screen to where it should be, as soon as what that needs is there. */
  const settle = () => {
    const isThere = state.time < readUntil() || buffer.isRead(clip().end);
    if (state.phase === 'buffering' && screen && isThere) {
      if (wantsToPlay) screen.play(state.time);
      else screen.pause(state.time);
      set({ phase: wantsToPlay ? 'playing' : 'paused' });
    }
    void buffer.readOn(state.time + AHEAD * state.speed);
  };

  const seek = (at: number) => {
    const time = Math.min(Math.max(at, reel.start), reel.end);
    const wanted = clipAt(reel, time);
    const { segments, start } = reel.clips[wanted] as Clip;
    const inClip = Math.max(time, start);
    const [first] = leadTo(segments, inClip);
    const from = first ? segments.indexOf(first) : 0;
    if (wanted !== index || !screen || !buffer.holds(from)) {
      clear();
      index = wanted;
      buffer.open(segments, from);
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
    void buffer.readOn(state.time + AHEAD * state.speed);
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
      listeners.clear();
      clear();
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
