import process from 'node:process';
import { ensureBrowsers } from './browsers.mjs';
import { main, run, toolchain } from './toolchain.mjs';

/**
 * `npm run bench`: installs what is missing, builds the browser packages, and measures them beside their peers. What
 * follows `--` chooses parts, SDKs and rounds: bench/README.md.
 */
await main(() => {
  const env = toolchain();
  run('pnpm', ['install', '--frozen-lockfile'], { env });
  ensureBrowsers(env, ['chromium']);
  run('pnpm', ['exec', 'rollup', '-c', '--silent'], { env });
  run('node', ['bench/src/bench.ts', ...process.argv.slice(2)], { env });
  run('pnpm', ['exec', 'oxfmt', 'bench'], { env });
});
