import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';
import { MagicString } from 'magic-string';
import { commonJs } from './scripts/common-js.mjs';
import { eagerFunctions } from './scripts/eager-functions.mjs';
import { guardedRrweb } from './scripts/guarded-rrweb.mjs';
import { ownGlobals } from './scripts/own-globals.mjs';

/** What the script-tag bundle has instead of `replay/load-recorder`. */
const recorderByScript = 'replay/load-recorder-by-script';

/** Lower levels first: each is built against the declarations of those before it. */
const browserPackages = [
  'protocol',
  'core',
  'privacy',
  'transport',
  'collectors',
  'replay',
  'rum',
  'react',
  'vue',
];

const cdn = 'packages/rum/dist';

/** Chromium 136 and later: all functions of the file are compiled with it. https://v8.dev/blog/explicit-compile-hints */
const EAGER_FILE = '//# allFunctionsCalledOnLoad';

/** Where not even the browser's own parts are left, the page's calls have no effect. */
const INERT =
  '(typeof window=="object"?window:globalThis).FIRSTHAND??={init(){},onReady(){},rum:new Proxy({},{get:()=>()=>{}})};';

/** Adapters for consent tools, for pages that load the script-tag bundle. */
const consentTools = Object.keys(
  JSON.parse(readFileSync('packages/rum/package.json', 'utf8')).exports,
).flatMap((path) => /^\.\/consent\/(.*)/.exec(path)?.[1] ?? []);

export default [
  ...browserPackages.map(library),
  cdnRecorder(),
  cdnBundle(),
  snippet(),
  ...consentTools.map(consentTool),
];

/** ESM, one file a module, so that a bundler takes only what is imported; and the same as CommonJS. */
function library(name) {
  const folder = `packages/${name}`;
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const { exports, dependencies, peerDependencies } = manifest;
  const input = Object.values(exports)
    .map((target) => target['@firsthand/source'])
    .filter(Boolean)
    .map((file) => `${folder}/${file.slice(2)}`);
  if (name === 'rum') {
    input.push(
      ...[recorderByScript, 'script-tag', 'snippet'].map((file) => `${folder}/src/${file}.ts`),
    );
  }
  return {
    input,
    external: (id) =>
      Object.keys({ ...dependencies, ...peerDependencies }).some(
        (dependency) => id === dependency || id.startsWith(`${dependency}/`),
      ),
    plugins: [
      ...(name === 'replay' ? [guardedRrweb(resolve(folder))] : []),
      compile(folder),
      ...globalsOf(name),
      eagerFunctions(),
    ],
    output: ['esm', 'cjs'].map((format) => ({
      dir: `${folder}/dist`,
      format,
      ...(format === 'esm' ? { sourcemap: true } : commonJs),
      // Next.js: they run in the browser, also where a server component imports them.
      banner: ({ isEntry }) => (name === 'react' && isEntry ? "'use client';" : ''),
      preserveModules: true,
      preserveModulesRoot: `${folder}/src`,
    })),
  };
}

/** What runs in any page takes the globals that it uses once. */
function globalsOf(name) {
  if (['protocol', 'react', 'vue'].includes(name)) return [];
  const from =
    name === 'core' ? resolve('packages/core/src/browser/globals.ts') : '@firsthand/core/globals';
  return [ownGlobals({ from, modules: (id) => !id.endsWith('/snippet.ts') })];
}

/** The script-tag bundle: everything but the recorder in one file, minified. */
function cdnBundle() {
  const byScript = {
    name: 'recorder-by-script',
    resolveId: (id) =>
      id.endsWith('/load-recorder.js') ? resolve(`${cdn}/${recorderByScript}.js`) : null,
    transform: (code, id) =>
      id.endsWith(`${recorderByScript}.js`)
        ? {
            code: code.replace(
              'FIRSTHAND_RECORDER_INTEGRITY',
              integrityOf(`${cdn}/firsthand-replay.js`),
            ),
            map: null,
          }
        : null,
  };
  /** There is no chunk to wait for; and what Rollup makes of `import()` takes `Promise` from the page. */
  const atOnce = {
    name: 'late-parts-at-once',
    transform: (code, id) =>
      id.endsWith('late/parts.js')
        ? {
            code: `import * as whole$ from './whole.js'; import * as slim$ from './slim.js'; ${code.replace(
              /\(\) => import\('\.\/(\w+)\.js'\)/g,
              'async () => $1$$',
            )}`,
            map: null,
          }
        : null,
  };
  return script({
    input: `${cdn}/script-tag.js`,
    plugins: [byScript, atOnce],
    file: `${cdn}/firsthand-rum.js`,
    last: [inTry(INERT)],
  });
}

/** The recorder, which the script-tag bundle loads from beside itself. */
function cdnRecorder() {
  return script({
    input: 'packages/replay/dist/index.js',
    file: `${cdn}/firsthand-replay.js`,
    name: 'FIRSTHAND_REPLAY',
    last: [inTry()],
  });
}

/** One file adds its function to `FIRSTHAND_CONSENT`. */
function consentTool(name) {
  return script({
    input: `${cdn}/consent/${name}.js`,
    file: `${cdn}/firsthand-consent-${name}.js`,
    name: 'FIRSTHAND_CONSENT',
    last: [inTry()],
  });
}

/** What a page has inline, in a file of HTML: with the hash of the bundle, and where to load it from. */
function snippet() {
  const inHtml = {
    name: 'in-html',
    writeBundle(_, { 'firsthand-snippet.js': { code } }) {
      const integrity = integrityOf(`${cdn}/firsthand-rum.js`);
      const inline = code.trim().replace('FIRSTHAND_INTEGRITY', integrity);
      writeFileSync(`${cdn}/firsthand-snippet.html`, `<script>${inline}</script>\n`);
      for (const file of ['firsthand-rum.js', 'firsthand-replay.js'])
        console.log(`${file}  ${integrityOf(`${cdn}/${file}`)}`);
    },
  };
  return script({
    input: `${cdn}/snippet.js`,
    plugins: [inHtml],
    file: `${cdn}/firsthand-snippet.js`,
    format: 'es',
  });
}

/** The hash by which a page checks a script. https://www.w3.org/TR/SRI/ */
function integrityOf(file) {
  return `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;
}

/** The page may have replaced what the script needs: that must not be an error of the page. */
function inTry(instead = '') {
  return {
    name: 'in-try',
    renderChunk(code) {
      const script = new MagicString(code);
      script.appendLeft(EAGER_FILE.length + 1, 'try{');
      script.trimEnd().append(`}catch(e){${instead}console.warn('Firsthand:',e)}\n`);
      return { code: script.toString(), map: script.generateMap({ hires: true }) };
    },
  };
}

function script({ input, plugins = [], last = [], file, name, format = 'iife' }) {
  const isInline = format === 'es';
  return {
    input,
    plugins: [
      ...plugins,
      nodeResolve(),
      // Ours have them already.
      ...(isInline
        ? []
        : [
            ownGlobals({
              from: resolve('packages/core/dist/browser/globals.js'),
              modules: isDependency,
              isForeign: true,
            }),
          ]),
      terser({
        compress: { passes: 4 },
        format: { comments: false, preamble: isInline ? '' : EAGER_FILE },
      }),
      ...last,
    ],
    output: {
      file,
      format,
      name,
      extend: name === 'FIRSTHAND_CONSENT',
      sourcemap: !isInline,
      inlineDynamicImports: true,
      freeze: false,
    },
  };
}

function isDependency(id) {
  return id.includes('/node_modules/') && !id.includes('/packages/core/');
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
