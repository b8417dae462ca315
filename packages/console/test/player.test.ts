import type { ReplaySegment } from '@firsthand/protocol/query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPlayer } from '../src/replay/player.js';
import type { Loaded } from '../src/replay/records.js';
import { reelOf, type Reel } from '../src/replay/reel.js';
import type { Screen } from '../src/replay/screen.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const BEGIN = 1_000_000;

/** Pieces of 5 s of one view; of every `full`-th a full snapshot. */
function pieces(
  length: number,
  { view = 'a', begin = BEGIN, full = length } = {},
): ReplaySegment[] {
  return Array.from({ length }, (_, index) => ({
    id: `${view}${index}`,
    view,
    index_in_view: index,
    start: begin + index * 5_000,
    end: begin + (index + 1) * 5_000,
    clock_skew: 0,
    records: 1,
    has_full_snapshot: index % full === 0,
    bytes: 1_000,
  }));
}

/** Someone moves the mouse every second, but in pieces that are `idle`. */
const recordsOf = ({ id, start }: ReplaySegment, idle: string[]): Loaded[] =>
  idle.includes(id)
    ? [{ type: 3, timestamp: start, data: { source: 0 } }]
    : [0, 1, 2, 3, 4].map((second) => ({
        type: 3,
        timestamp: start + second * 1_000,
        data: { source: 1 },
      }));

function play(segments: ReplaySegment[], { idle = [] as string[], delay = 10, lost = '' } = {}) {
  const reel = reelOf(segments) as Reel;
  const asked: string[][] = [];
  const shown: string[][] = [];
  const fault: { error?: Error; ofScreen?: (error: Error) => void } = {};
  async function* readSegments(_: unknown, wanted: readonly ReplaySegment[]) {
    asked.push(wanted.map(({ id }) => id));
    for (const segment of wanted) {
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (fault.error) throw fault.error;
      if (segment.id !== lost) yield { segment, records: recordsOf(segment, idle) };
    }
  }
  let at = 0;
  let since: number | undefined;
  let speed = 1;
  const time = () => (since === undefined ? at : at + (Date.now() - since) * speed);
  const screen: Screen = {
    frame: {} as HTMLIFrameElement,
    add: async (records) => void shown.at(-1)?.push(`${records[0]?.timestamp}`),
    play: (to) => ((at = to), (since = Date.now())),
    pause: (to) => ((at = to), (since = undefined)),
    time,
    setSpeed: (value) => ((at = time()), (since &&= Date.now()), (speed = value)),
    isHidden: () => false,
    destroy: () => (since = undefined),
  };
  const player = createPlayer({
    reel,
    source: { application: 'app', session: 's' },
    root: {} as HTMLElement,
    mount: ({ records, speed: initial, onFault }) => {
      speed = initial;
      fault.ofScreen = onFault;
      shown.push([`${records[0]?.timestamp}`]);
      return screen;
    },
    readSegments,
  });
  const state = () => {
    const { phase, time: now } = player.getState();
    return [phase, (now - BEGIN) / 1_000];
  };
  return {
    player,
    asked,
    shown,
    state,
    fault,
    until: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

describe('the player', () => {
  it('plays as soon as the first piece is there, and reads only what comes next', async () => {
    const { player, asked, state, until } = play(pieces(1_440));
    player.play();
    await until(15);
    expect(state()).toEqual(['playing', 0]);
    await until(2_000);
    expect(asked.flat().length).toBeLessThan(10);
    expect(state()[1]).toBeGreaterThan(1.7);
  });

  it('reads on before what is there has been shown', async () => {
    const { player, asked, state, until } = play(pieces(40));
    player.play();
    for (let second = 0; second < 100; second += 1) {
      await until(1_000);
      expect(state()[0]).toBe('playing');
    }
    expect(asked.flat()).toEqual([...new Set(asked.flat())]);
    expect(state()[1]).toBeGreaterThan(98);
  });

  it('waits for what is late, and goes on where it was', async () => {
    const { player, state, until } = play(pieces(40), { delay: 7_000 });
    player.play();
    await until(6_900);
    expect(state()).toEqual(['buffering', 0]);
    await until(6_000);
    expect(state()).toEqual(['buffering', 5]);
    await until(1_200);
    expect(state()[0]).toBe('playing');
  });

  it('jumps into two hours by reading from the last full snapshot before', async () => {
    const { player, asked, state, until } = play(pieces(1_440, { full: 60 }));
    player.play();
    await until(1_000);
    asked.length = 0;
    player.seek(BEGIN + 3_623_000);
    await until(100);
    expect(state()[0]).toBe('playing');
    expect(state()[1]).toBeGreaterThanOrEqual(3_623);
    expect(asked[0]?.[0]).toBe('a720');
    expect(asked.flat().length).toBeLessThan(15);
    player.seek(BEGIN + 1_000);
    await until(100);
    expect(state()[1]).toBeLessThan(2);
  });

  it('skips what nobody does, when it shall', async () => {
    const idle = ['a2', 'a3', 'a4', 'a5'];
    const { player, state, until } = play(pieces(10), { idle });
    player.play();
    await until(11_000);
    expect(state()[1]).toBeGreaterThan(28);
    await until(3_000);
    expect(state()[1]).toBeGreaterThan(31);
    player.setSkipping(false);
    player.seek(BEGIN + 12_000);
    await until(3_000);
    expect(state()[1]).toBeLessThan(16);
  });

  it('goes from view to view, and ends; played again it begins anew', async () => {
    const b = pieces(2, { view: 'b', begin: BEGIN + 20_000 });
    const { player, shown, state, until } = play([...pieces(2), ...b]);
    player.play();
    await until(10_300);
    expect(state()[1]).toBeGreaterThanOrEqual(20);
    expect(shown.map(([first]) => Number(first) - BEGIN)).toEqual([0, 20_000]);
    await until(10_500);
    expect(state()).toEqual(['ended', 30]);
    player.play();
    await until(200);
    expect([state()[0], Number(state()[1]) < 1]).toEqual(['playing', true]);
  });

  it('a jump from its end plays on, a jump while it stands does not', async () => {
    const { player, state, until } = play(pieces(2));
    player.play();
    await until(10_500);
    expect(state()[0]).toBe('ended');
    player.seek(BEGIN + 3_000);
    await until(100);
    expect(state()[0]).toBe('playing');
    player.pause();
    player.seek(BEGIN + 6_000);
    await until(1_000);
    expect(state()).toEqual(['paused', 6]);
  });

  it('is as fast as it is set', async () => {
    const { player, state, until } = play(pieces(40));
    player.play();
    await until(20);
    player.setSpeed(8);
    await until(5_000);
    expect(state()[1]).toBeGreaterThan(38);
    expect(state()[1]).toBeLessThan(41);
  });

  it('says that reading failed, and tries again when it is played', async () => {
    const { player, state, fault, until } = play(pieces(40));
    fault.error = new Error('The server does not answer.');
    player.play();
    await until(100);
    expect([state()[0], player.getState().error?.message]).toEqual([
      'paused',
      'The server does not answer.',
    ]);
    delete fault.error;
    player.play();
    await until(200);
    expect([state()[0], player.getState().error]).toEqual(['playing', undefined]);
  });

  it('says that a screen shows nothing any more, and takes another when it is played', async () => {
    const { player, shown, asked, state, fault, until } = play(pieces(40));
    player.play();
    await until(1_000);
    fault.ofScreen?.(new Error('It is damaged.'));
    const read = asked.length;
    await until(60_000);
    expect([state()[0], player.getState().error?.message]).toEqual(['paused', 'It is damaged.']);
    expect([player.getScreen(), asked.length]).toEqual([undefined, read]);
    player.play();
    await until(200);
    expect([state()[0], player.getState().error, shown.length]).toEqual(['playing', undefined, 2]);
  });

  it('does not wait for a piece that is gone', async () => {
    const { player, state, until } = play(pieces(8), { lost: 'a3' });
    player.play();
    await until(25_000);
    expect(state()[0]).toBe('playing');
    expect(state()[1]).toBeGreaterThan(22);
  });

  it('ends also when the last piece is gone', async () => {
    const { player, state, until } = play(pieces(3), { lost: 'a2' });
    player.play();
    await until(20_000);
    expect(state()).toEqual(['ended', 15]);
  });

  it('shows nothing of what it was reading when it jumps to another view', async () => {
    const b = pieces(4, { view: 'b', begin: BEGIN + 20_000 });
    const { player, shown, until } = play([...pieces(4), ...b], { delay: 1_000 });
    player.play();
    await until(1_500);
    player.seek(BEGIN + 21_000);
    await until(5_000);
    expect(shown.map((times) => times.map((time) => Number(time) - BEGIN))).toEqual([
      [0],
      [20_000, 25_000, 30_000, 35_000],
    ]);
  });

  it('leaves nothing behind', async () => {
    const { player, until } = play(pieces(40));
    player.play();
    await until(1_000);
    player.destroy();
    await until(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
