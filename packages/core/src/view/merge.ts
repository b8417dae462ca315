import { sanitize } from '../sanitize.js';

type Tree = Record<string, unknown>;

/** Joins `part` into `target`, in place, objects key by key down to `depth` levels; deeper values are replaced. */
export function merge(target: Tree, part: Tree, depth: number): void {
  for (const [key, value] of Object.entries(part)) {
    const present = target[key];
    if (depth > 1 && isTree(value) && isTree(present)) merge(present, value, depth - 1);
    else if (typeof value !== 'function') target[key] = sanitize(value);
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
