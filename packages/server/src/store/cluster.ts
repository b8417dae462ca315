/** A cluster as its servers' `remote_servers` names it, and the database of ours on each of them. */
export interface Cluster {
  name: string;
  database: string;
}

/**
 * What one statement about a table comes to on a cluster. The rows lie in `<table>_local`, replicated within each shard; under the
 * plain name there is a `Distributed` table over those of all shards, so that whatever reads or inserts names no node.
 *
 * @throws of a statement that has no form here: it would change one node alone
 */
export function onCluster(statement: string, cluster: Cluster): string[] {
  const sql = statement.trim();
  for (const { head, form } of FORMS) {
    const found = head.exec(sql);
    if (found) return form({ ...found.groups, rest: sql.slice(found[0].length) }, namesOn(cluster));
  }
  throw new Error(`This has no form on a cluster: ${sql.slice(0, 80)}`);
}

/** The table in which the rows of a table lie. */
export function localName(table: string): string {
  return `${table}_local`;
}

/** Parts of a statement, by name. */
type Parts = Record<string, string | undefined> & { rest: string };
type Form = (parts: Parts, names: Names) => string[];

/** By how a statement begins; the first that fits. */
const FORMS: { head: RegExp; form: Form }[] = [
  {
    head: /^CREATE TABLE (?<absent>IF NOT EXISTS )?(?<table>\w+)(?=[^]*\bENGINE\s*=\s*\w*MergeTree\b)/,
    form: createTable,
  },
  { head: /^CREATE TABLE (?<absent>IF NOT EXISTS )?(?<table>\w+)/, form: createOther },
  {
    head: /^CREATE MATERIALIZED VIEW (?<absent>IF NOT EXISTS )?(?<view>\w+)\s+TO\s+(?<table>\w+)/,
    form: createView,
  },
  { head: /^ALTER TABLE (?<table>\w+)/, form: alterTable },
  { head: /^DROP TABLE (?:IF EXISTS )?(?<table>\w+)$/, form: dropTable },
  { head: /^DROP VIEW (?:IF EXISTS )?(?<table>\w+)$/, form: dropView },
  { head: /^EXCHANGE TABLES (?<table>\w+) AND (?<other>\w+)$/, form: exchangeTables },
  { head: /^(?<verb>OPTIMIZE TABLE|TRUNCATE TABLE) (?<table>\w+)/, form: onLocal },
  {
    head: /^(?<verb>SYSTEM (?:STOP MERGES|START MERGES|SYNC REPLICA)) (?<table>\w+)$/,
    form: systemOf,
  },
  { head: /^INSERT INTO /, form: ({ rest }) => [`INSERT INTO ${rest}`] },
];

interface Names {
  /** Of the cluster, quoted. */
  name: string;
  /** `ON CLUSTER` and its name. */
  cluster: string;
  database: string;
  /** A table of the plain name. */
  plain: (table: string | undefined) => string;
  /** The one with its rows. */
  local: (table: string | undefined) => string;
}

function namesOn({ name, database }: Cluster): Names {
  const plain = (table = '') => `${database}.${table}`;
  return {
    name: `'${name}'`,
    cluster: `ON CLUSTER '${name}'`,
    database,
    plain,
    local: (table = '') => plain(localName(table)),
  };
}

function createTable({ absent = '', table = '', rest }: Parts, names: Names): string[] {
  const { name, cluster, database, plain, local } = names;
  const path = pathOf(table, { database, isLasting: Boolean(absent) });
  const replicated = rest
    .replace(/^(\s+AS\s+)(\w+)/, (_, as: string, other: string) => `${as}${local(other)}`)
    .replace(
      /\bENGINE\s*=\s*(\w*MergeTree)\b(?:\(((?:[^()]|\([^()]*\))*)\))?/,
      (_, engine: string, own = '') => {
        const parameters = [path, `'{replica}'`, own as string].filter(Boolean).join(', ');
        return `ENGINE = Replicated${engine}(${parameters})`;
      },
    );
  const over = [name, `'${database}'`, `'${localName(table)}'`, shardingOf(rest)];
  return [
    `CREATE TABLE ${absent}${local(table)} ${cluster}${replicated}`,
    `CREATE TABLE ${absent}${plain(table)} ${cluster} AS ${local(table)}
     ENGINE = Distributed(${over.join(', ')})`,
  ];
}

/** One that no node needs of another. */
function createOther({ absent = '', table, rest }: Parts, { cluster, plain }: Names): string[] {
  return [`CREATE TABLE ${absent}${plain(table)} ${cluster}${rest}`];
}

/** Each shard fills its own table with what comes of its own rows, so that they are found beside them. */
function createView({ absent = '', view, table, rest }: Parts, names: Names): string[] {
  const { cluster, plain, local } = names;
  const select = rest.replace(
    /\bFROM (\w+)/,
    (_, source: string) => `FROM ${local(source)} AS ${source}`,
  );
  return [
    `CREATE MATERIALIZED VIEW ${absent}${plain(view)} ${cluster} TO ${local(table)}${select}`,
  ];
}

/** A `Distributed` table has the columns of those that it is over, and nothing else of them. */
function alterTable({ table, rest }: Parts, { cluster, plain, local }: Names): string[] {
  const ofLocal = `ALTER TABLE ${local(table)} ${cluster}${rest}`;
  const changesColumns = /^\s+(?:ADD|DROP|RENAME|COMMENT|MODIFY) COLUMN\b/.test(rest);
  return changesColumns ? [ofLocal, `ALTER TABLE ${plain(table)} ${cluster}${rest}`] : [ofLocal];
}

function dropTable({ table }: Parts, { cluster, plain, local }: Names): string[] {
  return [plain(table), local(table)].map((name) => `DROP TABLE IF EXISTS ${name} ${cluster} SYNC`);
}

function dropView({ table }: Parts, { cluster, plain }: Names): string[] {
  return [`DROP VIEW IF EXISTS ${plain(table)} ${cluster} SYNC`];
}

function exchangeTables({ table, other }: Parts, { cluster, local }: Names): string[] {
  return [`EXCHANGE TABLES ${local(table)} AND ${local(other)} ${cluster}`];
}

function onLocal({ verb, table, rest }: Parts, { cluster, local }: Names): string[] {
  return [`${verb} ${local(table)} ${cluster}${rest}`];
}

function systemOf({ verb, table }: Parts, { cluster, local }: Names): string[] {
  return [`${verb} ${cluster} ${local(table)}`];
}

/**
 * Where the replicas of a table meet in Keeper. By name, so that a node that missed a statement, or is new, joins the others
 * when it is repeated: by `{uuid}`, the server's default, it would begin a table of its own. But a table that is made to be
 * exchanged takes its path along, so that the name alone would be taken the next time.
 */
function pathOf(table: string, { database, isLasting }: { database: string; isLasting: boolean }) {
  const path = `/clickhouse/tables/{shard}/${database}/${table}`;
  return isLasting ? `'${path}'` : `'${path}/{uuid}'`;
}

/**
 * What says on which shard a row is. All of a session is on one, as questions about views and sessions need it. Of other tables
 * all rows of one key are, which replace each other or are summed.
 */
function shardingOf(definition: string): string {
  if (/\bsession_id\b/.test(definition)) return 'cityHash64(session_id)';
  if (/\bsession_key\b/.test(definition)) return 'session_key';
  const key =
    /\bORDER BY\s+(\([^]*?\)|\w+)(?=\s*(?:$|TTL\b|SETTINGS\b|PARTITION\b|PRIMARY\b))/.exec(
      definition,
    )?.[1];
  return key && key !== 'tuple()' ? `cityHash64(${key.replace(/^\(([^]*)\)$/, '$1')})` : 'rand()';
}
