import { localName, onCluster, type Cluster } from './cluster.js';

/** How the tables lie on the nodes of the store. */
export interface Layout {
  /** What one statement comes to. */
  statements(sql: string): string[];
  /** The table in which the rows of a table lie. */
  rowsOf(table: string): string;
  /** One of ClickHouse's own tables, as all nodes have it. */
  system(table: string): string;
  /** What makes every node have what was inserted into a table before. */
  settle(table: string): string[];
}

export const ONE_NODE: Layout = {
  statements: (sql) => [sql],
  rowsOf: (table) => table,
  system: (table) => `system.${table}`,
  settle: () => [],
};

export function clusterLayout(cluster: Cluster): Layout {
  const statements = (sql: string) => onCluster(sql, cluster);
  return {
    statements,
    rowsOf: localName,
    system: (table) => `clusterAllReplicas('${cluster.name}', system.${table})`,
    settle: (table) => statements(`SYSTEM SYNC REPLICA ${table}`),
  };
}
