import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { root } from './toolchain.mjs';

/** Checks the types of each package and example by its own tsconfig, then of all tests together. */
const projects = ['packages', 'examples']
  .flatMap((folder) => readdirSync(`${root}/${folder}`).map((name) => `${folder}/${name}`))
  .filter((folder) => existsSync(`${root}/${folder}/tsconfig.json`))
  .concat('bench', 'tsconfig.test.json');

const failed = projects.filter((project) => {
  const { status } = spawnSync('node', ['node_modules/typescript/bin/tsc', '-p', project], {
    cwd: root,
    stdio: 'inherit',
  });
  return status !== 0;
});
console.log(
  `${projects.length - failed.length} of ${projects.length} projects without a type error.`,
);
process.exitCode = failed.length ? 1 : 0;
