import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { root } from './toolchain.mjs';

/** Checks each public package as it would be published: publint for its form, attw for its types. */
const manifests = readdirSync(`${root}/packages`)
  .map((name) => [
    `packages/${name}`,
    JSON.parse(readFileSync(`${root}/packages/${name}/package.json`, 'utf8')),
  ])
  .filter(([, manifest]) => !manifest.private);

const check = (...args) =>
  spawnSync('pnpm', ['exec', ...args], { cwd: root, stdio: 'inherit' }).status === 0;

const failed = manifests.filter(([folder, { exports }]) => {
  // Files that are served and not imported have no types.
  const served = Object.keys(exports).filter((path) => /\.(?:js|html)$/.test(path));
  const excluded = served.length ? ['--exclude-entrypoints', ...served] : [];
  const isDual = Object.values(exports).some(({ require }) => require);
  // Both always, so that one run shows all that is wrong.
  const results = [
    check('publint', folder, '--strict'),
    check(
      'attw',
      '--pack',
      folder,
      '--profile',
      isDual ? 'node16' : 'esm-only',
      '--format',
      'ascii',
      '--quiet',
      ...excluded,
    ),
  ];
  return results.includes(false);
});
console.log(
  `${manifests.length - failed.length} of ${manifests.length} packages are fit to publish.`,
);
process.exitCode = failed.length ? 1 : 0;
