import { openServer } from './clients.js';
import { databaseOf, type ServerConfig } from './server-options.js';

/** Makes the database of our tables where it is not there: on every node of a cluster. */
export async function createDatabase(server: ServerConfig): Promise<void> {
  const name = databaseOf(server);
  if (name === 'default') return;
  const url = new URL(server.url);
  url.pathname = '';
  const client = openServer({ ...server, url: url.href, database: 'default' });
  try {
    const found = await client.query({
      sql: 'SELECT 1 FROM system.databases WHERE name = {name:String}',
      parameters: { name },
    });
    const nodes = server.cluster ? ` ON CLUSTER '${server.cluster}'` : '';
    // Who may not create one can still use one that is there.
    if (!found.length) await client.command(`CREATE DATABASE IF NOT EXISTS ${name}${nodes}`);
  } finally {
    await client.close();
  }
}
