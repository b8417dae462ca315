import { useEffect, useRef } from 'react';
import { SPEEDS, type Player } from '../../replay/player.js';
import { nextError, type Mark } from './marks.js';

export interface Commands {
  player: Player | undefined;
  marks: Mark[];
  toggleFullScreen: () => void;
  toggleMasked: () => void;
  toggleHelp: () => void;
}

const STEP = 5_000;

/** What each key does; the help lists them. */
export const KEYS: Record<string, { label: string; run: (commands: Commands) => void }> = {
  ' ': { label: 'Play or pause', run: ({ player }) => player && togglePlaying(player) },
  ArrowLeft: { label: '5 s back', run: ({ player }) => step(player, -STEP) },
  ArrowRight: { label: '5 s on', run: ({ player }) => step(player, STEP) },
  ArrowUp: { label: 'Faster', run: ({ player }) => changeSpeed(player, 1) },
  ArrowDown: { label: 'Slower', run: ({ player }) => changeSpeed(player, -1) },
  e: { label: 'Next error', run: jumpToError },
  s: {
    label: 'Skip inactivity or not',
    run: ({ player }) => player?.setSkipping(!player.getState().isSkipping),
  },
  m: { label: 'Show what is masked', run: ({ toggleMasked }) => toggleMasked() },
  f: { label: 'Full screen', run: ({ toggleFullScreen }) => toggleFullScreen() },
  '?': { label: 'This help', run: ({ toggleHelp }) => toggleHelp() },
};

export function useKeyboard(commands: Commands): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = KEYS[event.key];
      const isOwn = event.ctrlKey || event.metaKey || event.altKey || usesKey(event);
      if (!key || isOwn) return;
      event.preventDefault();
      key.run(latest.current);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

export function togglePlaying(player: Player): void {
  const { phase } = player.getState();
  if (phase === 'paused' || phase === 'ended') player.play();
  else player.pause();
}

export function jumpToError({ player, marks }: Pick<Commands, 'player' | 'marks'>): void {
  const at = player && nextError(marks, player.getState().time);
  if (at !== undefined) player?.seek(at);
}

function step(player: Player | undefined, by: number): void {
  player?.seek(player.getState().time + by);
}

function changeSpeed(player: Player | undefined, by: number): void {
  if (!player) return;
  const speed = SPEEDS[SPEEDS.indexOf(player.getState().speed) + by];
  if (speed) player.setSpeed(speed);
}

/** Whether what has the focus has a use for the key itself: fields, lists, buttons for the space bar. */
function usesKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input:not([type=checkbox]), textarea, select, [role=dialog]'))
    return key !== '?';
  if (target.closest('[role=slider], [role=tab], [role=combobox]')) return key.startsWith('Arrow');
  return key === ' ' && !!target.closest('button, a, input, [role=switch]');
}
