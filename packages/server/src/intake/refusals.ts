import type { Refusal } from '@firsthand/protocol';
import { Refused } from './refused.js';

/** Refusals that are told; a batch of the SDK has no more events. */
const MAX_TOLD = 200;

/** Lines of a request that may be no objects: more of them are no accident, and each takes time. */
const MAX_BROKEN = 1_000;

/** What of a request is refused. */
export class Refusals {
  readonly told: Refusal[] = [];
  count = 0;

  private broken = 0;

  /** A line that is no object. @throws {Refused} where there are too many */
  addBroken(line: number): void {
    this.broken += 1;
    if (this.broken > MAX_BROKEN)
      throw new Refused(400, `More than ${MAX_BROKEN} lines are no JSON objects.`);
    this.add({ line, field: '', reason: 'is not a JSON object' });
  }

  add(refusal: Refusal): void {
    this.count += 1;
    if (this.told.length < MAX_TOLD) this.told.push(refusal);
  }
}
