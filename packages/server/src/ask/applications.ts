import type { ApplicationsAnswer } from '@firsthand/protocol/query';
import type { Holder } from '../access/token-holders.js';
import type { Ask } from './ask.js';

/** Strangers may make up as many ids and names as they like, of any length. */
const MAX_APPLICATIONS = 500;
const MAX_NAMES = 50;
const MAX_LENGTH = 100;

const namesOf = (column: string) =>
  `groupUniqArrayIf(${MAX_NAMES})(${column}, lengthUTF8(${column}) BETWEEN 1 AND ${MAX_LENGTH})`;

/** What has sent data, of what the reader may read? */
export async function applications(
  ask: Ask,
  { mayRead }: Pick<Holder, 'mayRead'>,
): Promise<ApplicationsAnswer> {
  const all = await ask<ApplicationsAnswer['applications'][number]>({
    sql: `SELECT application_id AS id,
      arraySort(${namesOf('env')}) AS envs,
      arrayReverseSort(${namesOf('release')}) AS versions,
      toFloat64(max(received_at)) AS last_seen_at
    FROM events
    GROUP BY application_id
    ORDER BY last_seen_at DESC LIMIT ${MAX_APPLICATIONS}`,
    parameters: {},
    settings: {},
  });
  return { applications: all.filter(({ id }) => mayRead(id)) };
}
