import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

/** Lower levels first: each is built against the declarations of those before it. */
const browserPackages = ['protocol', 'core', 'privacy', 'transport', 'collectors', 'rum'];

export default [...browserPackages.map(library), cdnBundle()];

/** ESM, one file a module, so that a bundler takes only what is imported. */
function library(name) {
  const folder = `packages/${name}`;
  const { exports, dependencies = {} } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const input = Object.values(exports)
    .map((target) => target['@firsthand/source'])
    .filter(Boolean)
    .map((file) => `${folder}/${file.slice(2)}`);
  return {
    input,
    external: (id) =>
      Object.keys(dependencies).some(
        (dependency) => id === dependency || id.startsWith(`${dependency}/`),
      ),
    plugins: [compile(folder)],
    output: {
      dir: `${folder}/dist`,
      format: 'esm',
      sourcemap: true,
      preserveModules: true,
      preserveModulesRoot: `${folder}/src`,
    },
  };
}

/** The script-tag bundle: everything in one file, minified. */
function cdnBundle() {
  return {
    input: 'packages/rum/dist/index.js',
    plugins: [nodeResolve(), terser({ compress: { passes: 2 }, format: { comments: false } })],
    output: {
      file: 'packages/rum/dist/firsthand-rum.js',
      format: 'iife',
      name: 'FIRSTHAND',
      sourcemap: true,
    },
  };
}

function compile(folder) {
  return typescript({
    tsconfig: `${folder}/tsconfig.json`,
    compilerOptions: {
      customConditions: [],
      noEmit: false,
      declaration: true,
      declarationDir: resolve(folder, 'dist'),
      rootDir: resolve(folder, 'src'),
      importHelpers: true,
    },
  });
}
