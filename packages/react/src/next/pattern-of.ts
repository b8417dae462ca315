type Params = Readonly<Record<string, string | readonly string[] | undefined>> | null;

/**
 * A path with the values of its parameters put back into names: `/user/7/a/b` → `/user/[id]/[...rest]`. Next.js does not
 * tell the pattern of a route; parameters come in the order of its segments.
 */
export function patternOf(pathname: string, params: Params): string {
  const segments = pathname.split('/');
  let from = 0;
  for (const [name, value] of Object.entries(params ?? {})) {
    const values = [value ?? []].flat();
    const at = indexOf(segments, values, from);
    if (!values.length || at < 0) continue;
    segments.splice(at, values.length, Array.isArray(value) ? `[...${name}]` : `[${name}]`);
    from = at + 1;
  }
  return segments.join('/');
}

function indexOf(segments: readonly string[], values: readonly string[], from: number): number {
  return segments.findIndex(
    (_, at) => at >= from && values.every((value, index) => isSame(segments[at + index], value)),
  );
}

/** Next.js gives parameters as they are in the address, encoded. */
function isSame(segment: string | undefined, value: string): boolean {
  return segment === value || segment === encodeURIComponent(value);
}
