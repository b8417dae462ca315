import type { Browser } from 'playwright';
import type { Peer } from './peer.ts';

export interface PartOptions {
  browser: Browser;
  /** Those that are asked for. */
  sdks: readonly Peer[];
  rounds: number;
}

/** A part of the bench. */
export interface Part {
  name: string;
  /** Rounds that are measured. */
  rounds: number;
  /** Measures; resolves with its section of the results. */
  run(options: PartOptions): Promise<string>;
}
