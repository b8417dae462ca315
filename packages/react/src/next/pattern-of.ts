import { decoded } from './decoded.js';

type Param = string | readonly string[] | undefined;
type Params = Readonly<Record<string, Param>> | null;

/**
 * A path with the values of its parameters put back into names: `/user/7/a/b` → `/user/[id]/[...rest]`. Parameters come in
 * the order of their segments, and each goes as far to the right as that allows, since what is dynamic is mostly below
 * what is not: `/shop/shop` → `/shop/[category]`. It is a guess where a value is a folder's name as well.
 */
export function patternOf(pathname: string, params: Params): string {
  const segments = pathname.split('/').filter(Boolean);
  let end = segments.length;
  const misplaced = Object.entries(params ?? {}).reduceRight<[string, Param][]>((left, param) => {
    const at = put(param, segments, end);
    if (at < 0) left.push(param);
    else end = at;
    return left;
  }, []);
  // Names that are numbers come first in every object; parameters of parallel routes come anywhere.
  for (const param of misplaced) put(param, segments, segments.length);
  return `/${segments.join('/')}`;
}

/** @returns where the parameter's name is now, or -1 */
function put([name, param]: [string, Param], segments: string[], end: number): number {
  const values = [param ?? []].flat().filter(Boolean);
  let at = values.length ? end - values.length : -1;
  while (at >= 0 && !values.every((value, index) => isSame(segments[at + index], value))) at -= 1;
  if (at >= 0)
    segments.splice(at, values.length, Array.isArray(param) ? `[...${name}]` : `[${name}]`);
  return at;
}

/** Next.js gives parameters as they are in the address, encoded; a page may give them as they are read. */
function isSame(segment: string | undefined, value: string): boolean {
  return segment !== undefined && [value, decoded(value)].includes(decoded(segment));
}
