/** What a line says that holds an object; `undefined` of any other. */
export function parseJson(text: string): unknown {
  // Most of what is no object is seen at once; an exception takes a hundred times as long.
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
