import { spawn } from 'node:child_process';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { main, root, run, toolchain } from './toolchain.mjs';

/**
 * `npm start`: installs, builds, and starts the server (intake, API, console) and the example shop. Data stays
 * in `.firsthand/` between starts. PORT and SHOP_PORT choose the first ports tried.
 */
await main(async () => {
  const env = toolchain();
  run('pnpm', ['install', '--frozen-lockfile'], { env });
  run('pnpm', ['build'], { env });

  const children = new Set();
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);

  const server = await startChild({
    args: ['packages/server/dist/cli.js', '--data', '.firsthand', '--port-fallback'],
    ready: /listens on (\S+)/,
    env,
  });
  const shop = await startChild({
    args: ['node_modules/vite/bin/vite.js', 'preview', '--port', process.env.SHOP_PORT ?? '4500'],
    cwd: `${root}/examples/shop`,
    ready: /Local:\s+(\S+)/,
    env: { ...env, FIRSTHAND_URL: server, NO_COLOR: '1' },
  });
  console.log(`
  The shop      ${shop}
  The console   ${server}

  1. Open the shop, look at a product, put it in the cart, search for “lamp”.
  2. Press the buttons under “Cause trouble”.
  3. Open the console: Overview shows the figures, Sessions your own session, live.

  Ctrl-C stops both. The data stays in .firsthand/ for the next start.
`);

  /** Starts a Node process; resolves with the address it says it listens on. */
  function startChild({ args, ready, env, cwd = root }) {
    return new Promise((resolve, reject) => {
      const child = spawn('node', args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
      children.add(child);
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = ready.exec(line)?.[1];
        if (address) resolve(address.replace(/\/$/, ''));
      });
      child.on('error', reject).on('exit', (code) => {
        children.delete(child);
        reject(new Error(`${args[0]} ended before it was ready.`));
        if (code) process.exitCode = 1;
        stop();
      });
    });
  }
});
