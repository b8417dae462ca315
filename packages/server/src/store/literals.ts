/**
 * A statement with its parameters as literals. The embedded engine keeps one set of parameters for all of its connections, and
 * so its driver runs statements that have some one after the other: https://github.com/chdb-io/chdb-node/issues/51
 *
 * @throws where a parameter is missing, or of a type that has no literal here
 */
export function withLiterals(sql: string, parameters: Record<string, unknown>): string {
  return sql.replace(/\{(\w+):([\w()]+)\}/g, (_, name: string, type: string) => {
    if (!Object.hasOwn(parameters, name)) throw new Error(`The question has no ${name}.`);
    return `CAST(${literalOf(parameters[name])} AS ${type})`;
  });
}

function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  // https://clickhouse.com/docs/sql-reference/syntax#string
  if (typeof value === 'string') return `'${value.toWellFormed().replace(/[\\']/g, '\\$&')}'`;
  throw new TypeError(`${String(value)} has no literal.`);
}
