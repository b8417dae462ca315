import type { IntakeLog } from './intake-log.js';

/** One for each kind of data, so that replays never keep back events. */
export interface Logs {
  events: IntakeLog;
  replay: IntakeLog;
}
