import { FilterFault } from '@firsthand/protocol/query';
import { Refused } from '../intake/refused.js';

/** What is wrong with a filter, as an answer tells it. */
export function toldByColumn(fault: unknown): never {
  throw fault instanceof FilterFault
    ? new Refused(400, `filter: ${fault.message} (column ${fault.column})`)
    : fault;
}
