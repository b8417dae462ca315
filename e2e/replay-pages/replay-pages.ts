import { components } from './components.js';
import { layouts } from './layouts.js';
import { media } from './media.js';
import type { ReplayPage } from './replay-page.js';
import { scripted } from './scripted.js';

/** The kinds of pages that a replay must show as they were. */
export const replayPages: Record<string, ReplayPage> = {
  ...components,
  ...layouts,
  ...media,
  ...scripted,
};
