import { CLS_JOURNEYS } from './cls-journeys.js';
import { HIDDEN_JOURNEYS } from './hidden-journeys.js';
import { INP_JOURNEYS } from './inp-journeys.js';
import { INP_SEQUENCES } from './inp-sequences.js';
import type { Journey } from './journey.js';
import { LATE_JOURNEYS } from './late-journeys.js';
import { LCP_CHANGES } from './lcp-changes.js';
import { LCP_JOURNEYS } from './lcp-journeys.js';
import { RESTORED_JOURNEYS } from './restored-journeys.js';
import { UNPAINTED_JOURNEYS } from './unpainted-journeys.js';

/** A page without anything to read is never painted, and has no CLS. */
const withText = (journey: Journey) => ({ ...journey, html: `${journey.html}<p>Text</p>` });

/** Of pages whose route does not change. */
export const JOURNEYS: readonly Journey[] = [
  ...LCP_JOURNEYS,
  ...LCP_CHANGES,
  ...CLS_JOURNEYS,
  ...[...INP_JOURNEYS, ...INP_SEQUENCES].map(withText),
  ...HIDDEN_JOURNEYS.map((journey) => ({ ...journey, tabs: true })),
  ...UNPAINTED_JOURNEYS,
  ...RESTORED_JOURNEYS,
  ...LATE_JOURNEYS.map((journey) => ({ ...journey, late: true })),
];
