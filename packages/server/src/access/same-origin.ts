import type { FastifyRequest } from 'fastify';
import { Refused } from '../intake/refused.js';

/**
 * Refuses what a page of another origin asks, which could not read the answer, but have the server work for it; and what a
 * replay asks, whose pictures have the console's origin. https://www.w3.org/TR/fetch-metadata/
 */
export async function onlySameOrigin({ headers }: FastifyRequest): Promise<void> {
  const { 'sec-fetch-site': site = 'none', 'sec-fetch-dest': use, origin, host = '' } = headers;
  const isOther = !['same-origin', 'none'].includes(String(site));
  if (isOther || (origin && origin.replace(/^https?:\/\//, '') !== host))
    throw new Refused(403, 'Pages of other origins may not ask this.');
  if (site === 'same-origin' && use && use !== 'empty')
    throw new Refused(403, 'Only scripts of the console may ask this.');
}
