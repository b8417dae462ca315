import type { AcceptedSegment } from '../store/segment-row.js';
import type { IntakeLog } from './intake-log.js';
import type { AcceptedBatch } from './record.js';

/** One for each kind of data, so that replays never keep back events. */
export interface Logs {
  events: IntakeLog<AcceptedBatch>;
  replay: IntakeLog<AcceptedSegment>;
}
