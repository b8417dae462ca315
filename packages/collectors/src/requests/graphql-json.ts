/** The object that a JSON text is, or the first of a list: of a batch, the first operation. */
export function firstOf(json: string | undefined): Record<string, unknown> | undefined {
  const parsed: unknown = JSON.parse(json ?? 'null');
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  return typeof first === 'object' && first ? (first as Record<string, unknown>) : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
