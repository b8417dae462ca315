import type { ApplicationsAnswer } from '@firsthand/protocol/query';
import type { Holder } from '../access/token-holders.js';
import type { Store } from '../store/store.js';

/** Strangers may make up as many ids as they like. */
const MAX_APPLICATIONS = 1_000;

/** What has sent data, of what the reader may read? */
export async function applications(
  { query }: Pick<Store, 'query'>,
  { mayRead }: Pick<Holder, 'mayRead'>,
): Promise<ApplicationsAnswer> {
  const all = await query<ApplicationsAnswer['applications'][number]>(`
    SELECT application_id AS id,
      arraySort(groupUniqArrayIf(100)(env, env != '')) AS envs,
      arrayReverseSort(groupUniqArrayIf(100)(release, release != '')) AS versions,
      toFloat64(max(received_at)) AS last_seen_at
    FROM events
    GROUP BY application_id
    ORDER BY last_seen_at DESC LIMIT ${MAX_APPLICATIONS}`);
  return { applications: all.filter(({ id }) => mayRead(id)) };
}
