import { decoded } from './decoded.js';

/** What Next.js's app router shows: a segment, and what is below it by the name of its slot. */
type Tree = readonly [segment: Segment, slots: Readonly<Record<string, Tree>>, ...unknown[]];
/** Of a parameter with its value, as it is in the address, and its kind. */
type Segment = string | readonly [name: string, value: string, kind: string, ...unknown[]];

interface Place {
  path: string;
  names: readonly string[];
  values: readonly string[];
}

/** By their kinds. Parameters of intercepting routes have others: their place in the path is not that in the tree. */
const PARAMETERS: Record<string, (name: string) => string> = {
  d: (name) => `[${name}]`,
  c: (name) => `[...${name}]`,
  oc: (name) => `[[...${name}]]`,
};

/**
 * The pattern of the route at a path, as the router itself keeps it with the entry of the session history. Next.js makes
 * that known by no function; where it is of another path, as after a rewrite, or not as it was in Next.js 15 and 16, it
 * is `undefined`.
 * https://github.com/vercel/next.js/blob/v16.0.0/packages/next/src/client/components/app-router.tsx
 */
export function patternInHistory(pathname: string): string | undefined {
  try {
    const { __PRIVATE_NEXTJS_INTERNALS_TREE: kept } = history.state as {
      __PRIVATE_NEXTJS_INTERNALS_TREE: Tree | { tree: Tree };
    };
    const tree = 'tree' in kept ? kept.tree : kept;
    return find(tree, { path: normalized(pathname), names: [], values: [] });
  } catch {
    return undefined;
  }
}

function find([segment, slots]: Tree, place: Place): string | undefined {
  if (typeof segment === 'string' && segment.startsWith('__PAGE__')) {
    const { path, names, values } = place;
    return normalized(values.join('/')) === path ? `/${names.join('/')}` : undefined;
  }
  const below = entered(segment, place);
  if (!below) return undefined;
  for (const slot of [slots['children'], ...Object.values(slots)]) {
    const found = slot && find(slot, below);
    if (found) return found;
  }
  return undefined;
}

function entered(segment: Segment, place: Place): Place | undefined {
  // Neither the root nor a group, `(shop)`, is in the path.
  if (typeof segment === 'string' && /^$|^\(.*\)$/.test(segment)) return place;
  const [name, value, kind] = typeof segment === 'string' ? [segment, segment] : segment;
  const nameOf = kind === undefined ? String : PARAMETERS[kind];
  return (
    nameOf && {
      ...place,
      names: [...place.names, nameOf(name)],
      values: [...place.values, value],
    }
  );
}

function normalized(path: string): string {
  return path.split('/').filter(Boolean).map(decoded).join('/');
}
