import type { CdnHosts } from '../enrich/cdn-hosts.js';
import { networks, type NetworkOf } from '../enrich/resource-provider.js';
import { eventRules } from '../intake/filter/event-rules.js';
import type { EventRow } from './event-row.js';

/** What the operator says of the rows that are made. */
export interface RowSettings {
  cdnMap: readonly CdnHosts[];
  /** Filters, of which one that matches an event has it discarded. */
  filterRules: readonly string[];
}

export interface RowRules {
  networkOf: NetworkOf;
  isDiscarded: (row: EventRow) => boolean;
}

/** @throws an Error that names the rule at fault */
export function rowRules({ cdnMap, filterRules }: RowSettings): RowRules {
  return { networkOf: networks(cdnMap), isDiscarded: eventRules(filterRules) };
}
