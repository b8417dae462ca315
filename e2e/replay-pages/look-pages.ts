import { frames } from './frames.js';
import { shorthands } from './shorthands.js';
import { trees } from './trees.js';
import type { ReplayPage } from './replay-page.js';

/** Pages whose replays must look the same to the letter of every computed style. */
export const lookPages: Record<string, ReplayPage> = { ...shorthands, ...trees, ...frames };
