import { pathOf } from './path-of.js';

/**
 * The path of a URL with `?` for what looks like an id: each segment that has a digit and is no version of an API.
 * `/product/8f3a/edit` → `/product/?/edit`
 */
export function pathGroup(url: string): string {
  return pathOf(url).replace(/[^/]+/g, (segment) =>
    /\d/.test(segment) && !/^v\d+$/.test(segment) ? '?' : segment,
  );
}
