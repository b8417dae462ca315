export interface ReplayMethods {
  /** Records the session from now on; `force` also where the session is not sampled for replay. */
  startSessionReplayRecording(options?: { force?: boolean }): void;
  stopSessionReplayRecording(): void;
  /** Where the console plays this session; `undefined` while nothing is recorded. */
  getSessionReplayLink(): string | undefined;
}

/** Without a recorder: it says so once, and records nothing. */
export function replayMethods(): ReplayMethods {
  let hasSaid = false;
  return {
    startSessionReplayRecording() {
      if (!hasSaid) console.warn('Firsthand: this build has no session-replay recorder.');
      hasSaid = true;
    },
    stopSessionReplayRecording: () => {},
    getSessionReplayLink: () => undefined,
  };
}
