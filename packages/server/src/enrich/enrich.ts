import type { IncomingHttpHeaders } from 'node:http';
import type { Enrichment } from '@firsthand/protocol/query';
import { userAgent } from './user-agent.js';

/** What a request tells besides its body. It is read at the door and never stored as it is. */
export interface RequestFacts {
  headers: IncomingHttpHeaders;
}

/** In order; a later one sees nothing of an earlier one. */
const enrichments = [userAgent];

/** What the server adds to the events of a request. */
export function enrich(facts: RequestFacts): Enrichment {
  return Object.assign({}, ...enrichments.map((enrichment) => enrichment(facts))) as Enrichment;
}
