interface Match {
  route: { path?: string | undefined };
}

/**
 * The pattern of nested routes: their paths joined. One that begins with a slash holds those above it, unless these end
 * with a splat: it is of routes within, then.
 *
 * @param above pattern of the splat route within which these are
 */
export function patternOf(matches: readonly Match[], above = ''): string {
  const own = matches.reduce((pattern, { route: { path } }) => {
    if (!path) return pattern;
    if (pattern.endsWith('*')) return `${pattern.slice(0, -1)}/${path}`;
    return path.startsWith('/') ? path : `${pattern}/${path}`;
  }, '');
  return `${above.replace(/\*$/, '')}/${own}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
}
