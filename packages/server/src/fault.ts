/** An error for the log. What the store says of its faults may quote rows and ids, so only their kind is told. */
export function faultForLog(fault: unknown): unknown {
  const { code, type } = (fault ?? {}) as { code?: unknown; type?: unknown };
  return code !== undefined && type !== undefined ? `${String(type)} (${String(code)})` : fault;
}
