/** Never kept, whatever a page allows. */
const SECRET =
  /token|cookie|secret|auth|session|credential|key|signature|forwarded|(?:client|connecting|real)-ip/i;
const MAX_VALUE = 256;

/** The allowed headers that are there. */
export function keptHeaders(
  allowed: readonly string[],
  header: (name: string) => string | null | undefined,
): Record<string, string> | undefined {
  const kept = allowed
    .filter((name) => !SECRET.test(name))
    .map((name) => [name.toLowerCase(), header(name)?.slice(0, MAX_VALUE)] as const)
    .filter((pair): pair is readonly [string, string] => !!pair[1]);
  return kept.length ? Object.fromEntries(kept) : undefined;
}
