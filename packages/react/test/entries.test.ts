import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  exports: Record<string, { default?: string }>;
};

/** What a user's bundler keeps of a built module, and which libraries it imports. */
async function bundle(source: string) {
  const built = await rollup({
    input: 'entry',
    // Each page has its own.
    external: /^(?:react|react-router|@tanstack\/react-router|next)(?:\/|$)/,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : undefined),
        load: (id) => (id === 'entry' ? source : undefined),
      },
      nodeResolve(),
    ],
    treeshake: { moduleSideEffects: 'no-external' },
    onLog: () => {},
  });
  const [{ code, imports }] = (await built.generate({ format: 'esm', inlineDynamicImports: true }))
    .output;
  return { code, imports: imports.toSorted() };
}

const entries = Object.entries(exports).flatMap(([name, { default: file }]) =>
  file ? [[name, `${root}${file}`] as const] : [],
);

describe('the built entry', () => {
  it.each(entries)('%s leaves nothing in a bundle that uses nothing of it', async (_, file) => {
    const { code } = await bundle(`import ${JSON.stringify(file)};`);
    expect(code.trim()).toBe('');
  });

  it.each([
    ['.', ['react', 'react/jsx-runtime']],
    ['./react-router', ['react', 'react-router', 'react/jsx-runtime']],
    ['./tanstack-router', []],
    ['./next-app', ['next/navigation.js', 'react']],
    ['./next-pages', ['next/router.js', 'react']],
  ])('%s imports no library but %j', async (name, libraries) => {
    const [, file] = entries.find(([entry]) => entry === name) ?? [];
    const { imports } = await bundle(`export * as all from ${JSON.stringify(file)};`);
    expect(imports).toEqual(libraries);
  });

  it('are all of them', () => {
    expect(entries.map(([name]) => name)).toEqual([
      '.',
      './react-router',
      './tanstack-router',
      './next-app',
      './next-pages',
    ]);
  });
});
