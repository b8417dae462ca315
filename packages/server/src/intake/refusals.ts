import type { Refusal } from '@firsthand/protocol';
import { Refused } from './refused.js';

/** Refusals that are told; a batch of the SDK has no more events. */
export const MAX_TOLD = 200;
/** Lines of a request that may be no objects: more of them are no accident, and each takes time. */
const MAX_BROKEN = 1_000;

/** What of a request is refused. Plain data, since it crosses threads. */
export interface Refusals {
  /** The first of them. */
  told: Refusal[];
  count: number;
  /** How many of them are no objects. */
  broken: number;
}

export function noRefusals(): Refusals {
  return { told: [], count: 0, broken: 0 };
}

export function refuse(refusals: Refusals, refusal: Refusal): void {
  refusals.count += 1;
  if (refusals.told.length < MAX_TOLD) refusals.told.push(refusal);
}

/** Of a line that is no object. @throws {Refused} where there are too many */
export function refuseBroken(refusals: Refusals, line: number): void {
  refusals.broken += 1;
  if (refusals.broken > MAX_BROKEN)
    throw new Refused(400, `More than ${MAX_BROKEN} lines are no JSON objects.`);
  refuse(refusals, { line, field: '', reason: 'is not a JSON object' });
}
