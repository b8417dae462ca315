import { readFileSync } from 'node:fs';
import { analyze } from 'periscopic';

const list = new URL('../packages/core/src/browser/globals.ts', import.meta.url);

/** A page cannot hide these: they are properties of the window that cannot be configured. */
const UNFORGEABLE = new Set([
  'document',
  'location',
  'top',
  'undefined',
  'window',
  'Infinity',
  'NaN',
]);

/**
 * Rollup plugin: has each module take the globals that it names from `core/src/browser/globals.ts`, so that what a page
 * gives the same name is not taken for them.
 *
 * @param from what `globals.ts` is imported as
 * @param modules whether a module is concerned, by its id. Default: all
 * @param isForeign whether they are others' code, in which `globalThis.performance` is the browser's as well. Default: false
 */
export function ownGlobals({ from, modules = () => true, isForeign = false }) {
  const own = ownNames();
  const bare = (text, name) => (own.has(name) ? name : text);
  return {
    name: 'own-globals',
    transform(given, id) {
      if (id.includes('browser/globals.') || !modules(id)) return null;
      const code = isForeign ? given.replace(/\bglobalThis\.(\w+)/g, bare) : given;
      const used = [...analyze(this.parse(code)).globals.keys()].filter(
        (name) => !UNFORGEABLE.has(name),
      );
      const unknown = used.filter((name) => !own.has(name));
      if (unknown.length)
        this.error(`${id} takes ${unknown.join(', ')} from the page: list it in globals.ts`);
      if (!used.length) return null;
      // In the first line, so that no line moves.
      return {
        code: `import { ${used.join(', ')} } from ${JSON.stringify(from)};${code}`,
        map: null,
      };
    },
  };
}

function ownNames() {
  const text = readFileSync(list, 'utf8');
  return new Set([
    'globalThis',
    ...text.matchAll(/^export const (\w+) =/gm).map(([, name]) => name),
  ]);
}
