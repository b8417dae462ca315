import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPlayer, type Player, type PlayerState } from '../../replay/player.js';
import type { ReplaySource } from '../../replay/records.js';
import type { Reel } from '../../replay/reel.js';
import { mountScreen } from '../../replay/screen.js';

/** A player of a reel, in the element that gets `root`. It plays at once. */
export function usePlayer(reel: Reel, { application, session, token }: ReplaySource) {
  const root = useRef<HTMLDivElement>(null);
  const [player, setPlayer] = useState<Player>();
  const initial: PlayerState = {
    phase: 'buffering',
    time: reel.start,
    speed: 1,
    isSkipping: true,
    animatedFrom: undefined,
    readUntil: reel.start,
    size: undefined,
    error: undefined,
  };
  const waiting = useRef(initial).current;
  useEffect(() => {
    if (!root.current) return;
    const source = { application, session, token };
    const created = createPlayer({ reel, source, root: root.current, mount: mountScreen });
    setPlayer(created);
    created.play();
    return () => created.destroy();
  }, [reel, application, session, token]);
  const state = useSyncExternalStore(
    player?.subscribe ?? never,
    player?.getState ?? (() => waiting),
  );
  return { root, player, state };
}

const never = () => () => {};
