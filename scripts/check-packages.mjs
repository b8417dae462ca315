import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { root } from './toolchain.mjs';

/** Checks each public package as it would be published: publint for its form, attw for its types. */
const names = readdirSync(`${root}/packages`).filter(
  (name) => !JSON.parse(readFileSync(`${root}/packages/${name}/package.json`, 'utf8')).private,
);

const check = (...args) =>
  spawnSync('pnpm', ['exec', ...args], { cwd: root, stdio: 'inherit' }).status === 0;

const failed = names.filter((name) => {
  const folder = `packages/${name}`;
  // Both always, so that one run shows all that is wrong. The packages are ESM only.
  const results = [
    check('publint', folder, '--strict'),
    check('attw', '--pack', folder, '--profile', 'esm-only', '--format', 'ascii', '--quiet'),
  ];
  return results.includes(false);
});
console.log(`${names.length - failed.length} of ${names.length} packages are fit to publish.`);
process.exitCode = failed.length ? 1 : 0;
