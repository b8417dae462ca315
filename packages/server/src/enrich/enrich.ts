import type { IncomingHttpHeaders } from 'node:http';
import type { Enrichment } from '@firsthand/protocol/query';
import type { RumEvent } from '@firsthand/protocol';
import type { Config } from '../config.js';
import { clockSkew } from './clock-skew.js';
import { errorStack } from './error-stack.js';
import { openGeo } from './geo.js';
import { networks, resourceProvider, type NetworkOf } from './resource-provider.js';
import { userAgent } from './user-agent.js';

/** What a request tells besides its body. It is read at the door and never stored as it is. */
export interface RequestFacts {
  headers: IncomingHttpHeaders;
  /** The client's address; by `X-Forwarded-For` only from proxies that are trusted. None of a socket that was reset. */
  ip: string | undefined;
  /** When the batch left by the browser's clock, and when it came by the server's, in ms since the Unix epoch. */
  sentAt: number;
  receivedAt: number;
}

export type EnrichRequest = (facts: RequestFacts) => Enrichment;

/** What the server adds to all events of a request: at the door, where alone the request is known. */
export async function requestEnrichments({ geo }: Config): Promise<EnrichRequest> {
  // In order; a later one sees nothing of an earlier one.
  const ofRequests = [clockSkew, userAgent, await openGeo(geo)];
  return (facts) =>
    Object.assign({}, ...ofRequests.map((enrichment) => enrichment(facts))) as Enrichment;
}

const noNetwork = networks([]);

/**
 * What the server adds to one event by itself: on the way to the store.
 *
 * @param networkOf the operator's own networks. Default: none
 */
export function enrichEvent(event: RumEvent, networkOf: NetworkOf = noNetwork): Enrichment {
  return { ...errorStack(event), ...resourceProvider(event, networkOf) };
}
