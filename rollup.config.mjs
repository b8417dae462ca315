import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

/** What the script-tag bundle has instead of `replay/load-recorder`. */
const recorderByScript = 'replay/load-recorder-by-script';

/** Lower levels first: each is built against the declarations of those before it. */
const browserPackages = ['protocol', 'core', 'privacy', 'transport', 'collectors', 'replay', 'rum'];

export default [...browserPackages.map(library), cdnBundle(), cdnReplayBundle()];

/** ESM, one file a module, so that a bundler takes only what is imported. */
function library(name) {
  const folder = `packages/${name}`;
  const { exports, dependencies = {} } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const input = Object.values(exports)
    .map((target) => target['@firsthand/source'])
    .filter(Boolean)
    .map((file) => `${folder}/${file.slice(2)}`);
  if (name === 'rum') input.push(`${folder}/src/${recorderByScript}.ts`);
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

/** The script-tag bundle: everything but the recorder in one file, minified. */
function cdnBundle() {
  const byScript = {
    name: 'recorder-by-script',
    resolveId: (id) =>
      id.endsWith('/load-recorder.js') ? resolve(`packages/rum/dist/${recorderByScript}.js`) : null,
  };
  return script({
    input: 'packages/rum/dist/index.js',
    plugins: [byScript],
    file: 'packages/rum/dist/firsthand-rum.js',
    name: 'FIRSTHAND',
  });
}

/** The recorder, which the script-tag bundle loads from beside itself. */
function cdnReplayBundle() {
  return script({
    input: 'packages/replay/dist/index.js',
    plugins: [],
    file: 'packages/rum/dist/firsthand-replay.js',
    name: 'FIRSTHAND_REPLAY',
  });
}

function script({ input, plugins, file, name }) {
  return {
    input,
    plugins: [
      ...plugins,
      nodeResolve(),
      terser({ compress: { passes: 2 }, format: { comments: false } }),
    ],
    output: { file, format: 'iife', name, sourcemap: true },
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
