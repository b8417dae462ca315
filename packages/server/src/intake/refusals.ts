import type { Refusal } from '@firsthand/protocol';

/** Refusals that are told; a batch of the SDK has no more events. */
const MAX_TOLD = 200;

/** What of a request is refused. */
export class Refusals {
  readonly told: Refusal[] = [];
  count = 0;

  add(refusal: Refusal): void {
    this.count += 1;
    if (this.told.length < MAX_TOLD) this.told.push(refusal);
  }
}
