import type { Collector } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { lateCollector } from '../late/late-collector.js';
import type { LatePart } from '../late/late-part.js';
import type { Slim } from '../late/parts.js';
import type { ReplayMethods } from '../replay-methods.js';
import type { Asked, FollowedReplay, ReplayParts } from './follow-replay.js';
import { observeUsedPasswords } from './used-fields.js';

/** An instance's replays, before and while it runs. */
export interface Replay {
  methods: ReplayMethods;
  /** Follows sessions and views, and loads the recorder for the first session that is to be recorded. */
  collector(parts: Omit<ReplayParts, 'asked' | 'passwords'>): Collector;
  /** Looks again whether and how is to be recorded: what the person allows has changed. */
  update(): void;
  /** Takes note of an event that leaves. */
  observe(event: RumEvent): void;
  /** Hands over what has been recorded. */
  flush(): void;
}

export function createReplay(part: LatePart<Slim>): Replay {
  let asked: Asked;
  let followed: FollowedReplay | undefined;
  const ask = (what: Asked) => {
    asked = what;
    followed?.update();
  };
  return {
    methods: {
      startSessionReplayRecording: (options) => ask(options?.force ? 'force' : 'start'),
      stopSessionReplayRecording: () => ask('stop'),
      getSessionReplayLink: () => followed?.link,
    },
    collector: (parts) =>
      lateCollector<Slim, Element>({
        name: 'session-replay',
        part,
        make: ({ followReplay }, passwords) => ({
          name: 'session-replay',
          start(scope) {
            followed = followReplay({ ...parts, asked: () => asked, passwords }, scope);
          },
        }),
        keep: observeUsedPasswords,
      }),
    update: () => followed?.update(),
    observe: (event) => followed?.observe(event),
    flush: () => followed?.flush(),
  };
}
