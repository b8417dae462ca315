import { createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
const c = createClient({ connection: createChdbConnection({ path: '/tmp/chx' }) });
const q = async (s) =>
  console.log(
    JSON.stringify(await (await c.query({ query: s, format: 'JSONEachRow' })).json(), null, 0),
  );
await q('select version()');
await q(
  "select name,value from system.settings where name like '%skip_index%' or name like '%final%' or name in ('mutations_sync','log_queries','max_partitions_per_insert_block','input_format_skip_unknown_fields','lightweight_deletes_sync')",
);
await q(
  "select database,name,engine from system.tables where database='system' and name like '%log%'",
);
await q(
  "select name,value from system.merge_tree_settings where name like '%old_parts%' or name like '%ttl%' or name like '%compress%'",
);
await c.close();
