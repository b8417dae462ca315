import { randomUUID } from 'node:crypto';
import {
  createClient,
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
  type ResultSet,
} from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { withLiterals } from './literals.js';
import { serverOptions, type ServerConfig } from './server-options.js';

/** What is asked of ClickHouse. */
export interface Statement {
  sql: string;
  /** Bound as `{name:Type}`. */
  parameters: Record<string, unknown>;
  settings?: Record<string, number | string> | undefined;
  /** Ends the work, too, when it aborts. */
  signal?: AbortSignal | undefined;
}

/** ClickHouse, wherever it runs. */
export interface Client {
  insert(sql: string): Promise<void>;
  command(sql: string): Promise<void>;
  query<Row>(statement: Statement): Promise<Row[]>;
  stream<Row>(statement: Statement): AsyncIterable<Row>;
  close(): Promise<void>;
}

/** A server, over HTTP. */
export function openServer(server: ServerConfig): Client {
  const client = createClient(serverOptions(server));
  const commander = createClient(serverOptions(server, { isPatient: true }));
  const ask = async <Answer>(
    { sql, parameters, settings, signal }: Statement,
    use: (result: Result) => Promise<Answer>,
  ): Promise<Answer> => {
    signal?.throwIfAborted();
    try {
      const result = await client.query({
        query: withSettings(sql, settings),
        query_params: parameters,
        format: 'JSONEachRow',
        ...(signal && { abort_signal: signal }),
      });
      return await use(result);
    } catch (fault) {
      // Its own says no more than a sentence.
      signal?.throwIfAborted();
      throw fault;
    }
  };
  return {
    insert: async (sql) => void (await client.command({ query: sql })),
    command: async (sql) => void (await commander.command({ query: sql })),
    query: <Row>(statement: Statement) => ask(statement, (result) => result.json<Row>()),
    stream: (statement) => rowsOf(() => ask(statement, async (result) => result)),
    async close() {
      for (const each of [client, commander]) await each.close();
    },
  };
}

/** Questions at once that the engine works on. */
const READERS = 3;

type Options = ClickHouseClientConfigOptions;

/** The engine in this process. Each of its connections does one thing after the other, so there are several. */
export function openEmbedded(path: string): Client {
  const open = () =>
    // The two packages name the same types through different copies of client-common.
    createClient({ connection: createChdbConnection({ path }) } as unknown as Options);
  const [writer, commander, killer] = [open(), open(), open()];
  const others = Array.from({ length: READERS }, open);
  const readers = others.map((client) => ({ client, busy: 0, last: Promise.resolve() }));
  const command = async (sql: string) => void (await commander.command({ query: sql }));

  const ask = async <Result>(
    { sql, parameters, settings, signal }: Statement,
    use: (client: ClickHouseClient, query: string) => Promise<Result>,
  ): Promise<Result> => {
    const mark = `/* ${randomUUID()} */`;
    // It has no way to cancel a query but this one.
    const kill = () =>
      void killer
        .command({ query: `KILL QUERY WHERE startsWith(query, '${mark}') ASYNC` })
        .catch(() => {});
    const reader = readers.reduce((least, other) => (other.busy < least.busy ? other : least));
    const run = async () => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', kill);
      const query = `${mark} ${withSettings(withLiterals(sql, parameters), settings)}`;
      return use(reader.client, query).finally(() => signal?.removeEventListener('abort', kill));
    };
    reader.busy += 1;
    // Not in the connection's own queue, where a question that nobody waits for cannot be cancelled.
    const answer = reader.last.then(run).finally(() => (reader.busy -= 1));
    reader.last = answer.then(
      () => {},
      () => {},
    );
    return answer;
  };
  return {
    insert: async (sql) => void (await writer.command({ query: sql })),
    command,
    query: <Row>(statement: Statement) =>
      ask(statement, async (client, query) =>
        (await client.query({ query, format: 'JSONEachRow' })).json<Row>(),
      ),
    stream: (statement) =>
      rowsOf(() =>
        ask(statement, (client, query) => client.query({ query, format: 'JSONEachRow' })),
      ),
    async close() {
      for (const client of [writer, commander, killer, ...others]) await client.close();
    },
  };
}

type Result = ResultSet<'JSONEachRow'>;

async function* rowsOf<Row>(ask: () => Promise<Result>): AsyncIterable<Row> {
  const result = await ask();
  for await (const rows of result.stream<Row>()) {
    for (const row of rows) yield row.json() as Row;
  }
}

function withSettings(sql: string, settings: Statement['settings'] = {}): string {
  const list = Object.entries(settings).map(([name, value]) =>
    typeof value === 'number' ? `${name} = ${value}` : `${name} = '${value}'`,
  );
  return list.length ? `${sql} SETTINGS ${list.join(', ')}` : sql;
}
