import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** TypeBox is ESM alone: what is made of it is for servers, and `require` has it in Node.js from 20.19 on. */
const WITH_TYPEBOX = new Set(['.', './query', './replay']);
const PACKAGES = ['protocol', 'core', 'privacy', 'transport', 'collectors', 'replay', 'rum'];

const folderOf = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Runs a script as older versions of Node.js do, and Jest in its default mode: ESM cannot be required. */
function run(name: string, script: string): string {
  const args = ['--no-experimental-require-module', '-e', script];
  return execFileSync(process.execPath, args, { cwd: folderOf(name), encoding: 'utf8' });
}

/** What can be required of a package; routers are not, since some are ESM alone. */
function entriesOf(name: string): string[] {
  const { exports } = JSON.parse(readFileSync(`${folderOf(name)}/package.json`, 'utf8')) as {
    exports: Record<string, { require?: unknown }>;
  };
  const entries = Object.keys(exports).filter((entry) => exports[entry]?.require);
  if (name === 'react' || name === 'vue') return ['.'];
  return entries.filter((entry) => name !== 'protocol' || !WITH_TYPEBOX.has(entry));
}

it.each([...PACKAGES, 'react', 'vue'])('@firsthand/%s can be required', (name) => {
  const paths = entriesOf(name).map((entry) => `@firsthand/${name}${entry.slice(1)}`);
  const script = `console.log(${JSON.stringify(paths)}.map((path) => Object.keys(require(path)).length).join())`;
  expect(run(name, script)).toMatch(/^[1-9]\d*(,[1-9]\d*)*\n$/);
});

it('what comes late is required, too', () => {
  const script = `
    const { whole } = require('./dist/cjs/late/parts.js');
    const { loadRecorder } = require('./dist/cjs/replay/load-recorder.js');
    whole.when(() => console.log('whole'), new AbortController().signal);
    loadRecorder().then(() => console.log('recorder'));`;
  expect(run('rum', script).split('\n').toSorted()).toEqual(['', 'recorder', 'whole']);
});
