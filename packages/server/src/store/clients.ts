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
  /** A UUID by which its progress can be asked for. */
  mark?: string | undefined;
  /** Ends the work, too, when it aborts. */
  signal?: AbortSignal | undefined;
}

/** What a statement that is under way has read, and what it means to read. */
export interface Progress {
  mark: string;
  read: number;
  total: number;
}

/** ClickHouse, wherever it runs. */
export interface Client {
  insert(sql: string): Promise<void>;
  command(sql: string): Promise<void>;
  query<Row>(statement: Statement): Promise<Row[]>;
  stream<Row>(statement: Statement): AsyncIterable<Row>;
  /** Of the statements with these marks that are under way, by a table of processes. It does not wait behind them. */
  progress(marks: readonly string[], processes: string): Promise<Progress[]>;
  close(): Promise<void>;
}

/** A server, over HTTP. */
export function openServer(server: ServerConfig): Client {
  const client = createClient(serverOptions(server));
  const commander = createClient(serverOptions(server, { isPatient: true }));
  const attendant = createClient(serverOptions(server));
  const ask = async <Answer>(
    { sql, parameters, settings, signal, mark }: Statement,
    use: (result: Result) => Promise<Answer>,
    by = client,
  ): Promise<Answer> => {
    signal?.throwIfAborted();
    try {
      const result = await by.query({
        query: marked(withSettings(sql, settings), mark),
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
    progress: (marks, processes) =>
      ask(progressOf(marks, processes), (result) => result.json<Progress>(), attendant),
    async close() {
      for (const each of [client, commander, attendant]) await each.close();
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
  const [writer, commander, attendant] = [open(), open(), open()];
  const others = Array.from({ length: READERS }, open);
  const readers = others.map((client) => ({ client, busy: 0, last: Promise.resolve() }));
  const command = async (sql: string) => void (await commander.command({ query: sql }));
  /** What the attendant is at, which nobody may wait for. */
  const attended = new Set<Promise<unknown>>();
  const attend = <Result>(work: Promise<Result>): Promise<Result> => {
    const done = work.finally(() => attended.delete(done));
    attended.add(done);
    return done;
  };

  const ask = async <Result>(
    { sql, parameters, settings, signal, mark = randomUUID() }: Statement,
    use: (client: ClickHouseClient, query: string) => Promise<Result>,
  ): Promise<Result> => {
    // It has no way to cancel a query but this one.
    const kill = () => {
      const query = `KILL QUERY WHERE startsWith(query, '${marked('', mark)}') ASYNC`;
      attend(attendant.command({ query })).catch(() => {});
    };
    const reader = readers.reduce((least, other) => (other.busy < least.busy ? other : least));
    const run = async () => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', kill);
      const query = marked(withSettings(withLiterals(sql, parameters), settings), mark);
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
    async progress(marks, processes) {
      const { sql, parameters } = progressOf(marks, processes);
      const query = withLiterals(sql, parameters);
      const asked = attendant.query({ query, format: 'JSONEachRow' });
      return attend(asked.then((result) => result.json<Progress>()));
    },
    async close() {
      // A connection that is at something stays open, and with it the folder.
      await Promise.allSettled(attended);
      for (const client of [writer, commander, attendant, ...others]) await client.close();
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

/** A statement that can be found by its mark among those that are under way. */
function marked(sql: string, mark: string | undefined): string {
  return mark ? `/* ${mark} */ ${sql}` : sql;
}

function progressOf(marks: readonly string[], processes: string): Statement {
  return {
    sql: `SELECT substring(query, 4, 36) AS mark, toFloat64(read_rows) AS read,
        toFloat64(greatest(read_rows, total_rows_approx)) AS total
      FROM ${processes} WHERE is_initial_query AND mark IN {marks:Array(String)}`,
    parameters: { marks },
  };
}

function withSettings(sql: string, settings: Statement['settings'] = {}): string {
  const list = Object.entries(settings).map(([name, value]) =>
    typeof value === 'number' ? `${name} = ${value}` : `${name} = '${value}'`,
  );
  return list.length ? `${sql} SETTINGS ${list.join(', ')}` : sql;
}
