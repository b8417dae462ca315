/** A recording of what a person saw, masked before it is made. */
export interface ReplayMethods {
  /** Records the session from now on, if it is sampled for replay; with `force` in any case. */
  startSessionReplayRecording(options?: { force?: boolean | undefined }): void;
  /** Records no more until `startSessionReplayRecording`. */
  stopSessionReplayRecording(): void;
  /** Where the console plays this session; `undefined` while no replay is sent. */
  getSessionReplayLink(): string | undefined;
}
