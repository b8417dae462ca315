import { Type } from 'typebox';

const Path = () => Type.String({ minLength: 1 });

/** Where ClickHouse is; without `url`, in this process. */
export const StoreConfig = Type.Object(
  {
    /** Of a server's HTTP interface, or of a proxy before a cluster's. */
    url: Type.Optional(Type.String({ pattern: '^https?://.' })),
    /** The name of a cluster among the `remote_servers`: tables are replicated and distributed over it. */
    cluster: Type.Optional(Type.String({ pattern: '^[\\w.-]+$' })),
    database: Type.Optional(Type.String({ pattern: '^[A-Za-z_]\\w*$' })),
    user: Type.Optional(Type.String({ minLength: 1 })),
    password: Type.Optional(Type.String()),
    /** Paths of PEM files: whom to believe, and who the server is itself. The other side's certificate is always checked. */
    tls: Type.Optional(
      Type.Object(
        { ca: Path(), cert: Type.Optional(Path()), key: Type.Optional(Path()) },
        { additionalProperties: false },
      ),
    ),
  },
  { default: {}, additionalProperties: false },
);

export type StoreConfig = Type.Static<typeof StoreConfig>;

/** @throws an Error that names the field where one needs another */
export function checkStore({ url, cluster, database, user, password, tls }: StoreConfig): void {
  const needing = { cluster, database, user, password, tls };
  const first = Object.entries(needing).find(([, value]) => value !== undefined);
  if (first && !url) throw new Error(`Configuration: store.${first[0]} needs store.url`);
  if (url && !URL.canParse(url)) throw new Error('Configuration: store.url must be a URL');
  if (!tls) return;
  if (!url?.startsWith('https:'))
    throw new Error('Configuration: store.tls needs a store.url that begins with https://');
  if (Boolean(tls.cert) !== Boolean(tls.key))
    throw new Error('Configuration: store.tls.cert and store.tls.key need each other');
}

/** The variables of the environment, which come before a file. */
export function storeOfEnvironment(environment: NodeJS.ProcessEnv): StoreConfig {
  const { CLICKHOUSE_URL, CLICKHOUSE_CLUSTER, CLICKHOUSE_DATABASE } = environment;
  const { CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_CA } = environment;
  return {
    ...(CLICKHOUSE_URL && { url: CLICKHOUSE_URL }),
    ...(CLICKHOUSE_CLUSTER && { cluster: CLICKHOUSE_CLUSTER }),
    ...(CLICKHOUSE_DATABASE && { database: CLICKHOUSE_DATABASE }),
    ...(CLICKHOUSE_USER && { user: CLICKHOUSE_USER }),
    ...(CLICKHOUSE_PASSWORD && { password: CLICKHOUSE_PASSWORD }),
    ...(CLICKHOUSE_CA && { tls: { ca: CLICKHOUSE_CA } }),
  };
}
