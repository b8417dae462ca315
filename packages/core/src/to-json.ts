/**
 * JSON of plain data. Not by `JSON.stringify` where a page has given objects or lists a `toJSON`, as old libraries do:
 * https://github.com/prototypejs/prototype/issues/66
 */
export function toJson(value: unknown): string {
  return 'toJSON' in Array.prototype || 'toJSON' in Object.prototype
    ? (write(value) ?? 'null')
    : JSON.stringify(value);
}

/** `undefined` where JSON cannot hold it. */
function write(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null)
    return JSON.stringify(value) as string | undefined;
  if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join()}]`;
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    const json = write(member);
    if (json !== undefined) members.push(`${JSON.stringify(key)}:${json}`);
  }
  return `{${members.join()}}`;
}
