/** A fragment where it is a route (`#/cart`, `#!/cart`), not an anchor. */
export function hashRoute(hash: string): string {
  return /^#!?\//.test(hash) ? hash : '';
}

/** Whether two addresses are the same view: same path, and same route in the fragment. */
export function isSameRoute(one: string, other: string): boolean {
  return routeOf(one) === routeOf(other);
}

function routeOf(url: string): string {
  const { pathname, hash } = new URL(url);
  return pathname + hashRoute(hash);
}
