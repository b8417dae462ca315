import type { Refusal } from '@firsthand/protocol';
import { Refused } from './refused.js';

/** Refusals that are told; a batch of the SDK has no more events. */
const MAX_TOLD = 200;
/** Lines of a request that may be no objects: more of them are no accident, and each takes time. */
const MAX_BROKEN = 1_000;

/** What of a request is refused. */
export interface Refusals {
  /** The first of them. */
  readonly told: Refusal[];
  readonly count: number;
  add(refusal: Refusal): void;
  /** A line that is no object. @throws {Refused} where there are too many */
  addBroken(line: number): void;
}

export function createRefusals(): Refusals {
  const told: Refusal[] = [];
  let count = 0;
  let broken = 0;
  const add = (refusal: Refusal) => {
    count += 1;
    if (told.length < MAX_TOLD) told.push(refusal);
  };
  return {
    told,
    get count() {
      return count;
    },
    add,
    addBroken(line) {
      broken += 1;
      if (broken > MAX_BROKEN)
        throw new Refused(400, `More than ${MAX_BROKEN} lines are no JSON objects.`);
      add({ line, field: '', reason: 'is not a JSON object' });
    },
  };
}
