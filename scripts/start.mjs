import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { main, root, run, toolchain } from './toolchain.mjs';

/**
 * `npm start`: installs, builds, and starts the server (intake, API, console) and the example shop. Data stays
 * in `.firsthand/` between starts. `npm start -- react` has another of `examples/` instead. PORT and EXAMPLE_PORT choose
 * the first ports tried.
 */
await main(async () => {
  const [name = 'shop'] = process.argv.slice(2);
  const folder = `${root}/examples/${name}`;
  if (!existsSync(folder))
    throw new Error(`There is no example ${name}: ${readdirSync(`${root}/examples`).join(', ')}.`);
  const env = toolchain();
  run('pnpm', ['install', '--frozen-lockfile'], { env });
  run('pnpm', ['build'], { env });

  const children = new Set();
  const stop = () => {
    for (const child of children) child.kill('SIGTERM');
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);

  const { firsthand = {}, scripts } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (!firsthand.hasServer) fillDemo(env);
  const server = firsthand.hasServer
    ? undefined
    : await startChild({
        args: ['packages/server/dist/cli.js', '--data', '.firsthand', '--port-fallback'],
        ready: /Console: (\S+)/,
        env,
      });
  const page = await startChild({
    args: scripts.start.split(' ').slice(1),
    cwd: folder,
    ready: /Local:\s+(\S+)/,
    env: {
      ...env,
      FIRSTHAND_URL: server && new URL(server).origin,
      PORT: await freePort(Number(process.env.EXAMPLE_PORT ?? 4500)),
      NO_COLOR: '1',
    },
  });
  console.log(`
  The example   ${page}
  The console   ${server ?? 'as said above'}

${firsthand.try.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}

  Ctrl-C stops both. The data stays for the next start.
`);

  /** Starts a Node process; resolves with the address it says it listens on. */
  function startChild({ args, ready, env, cwd = root }) {
    return new Promise((resolve, reject) => {
      const child = spawn('node', args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
      children.add(child);
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (firsthand.hasServer && line.startsWith('Console: ')) console.log(line);
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

/** A month of a made-up shop, so that the console has something to show at once. Once it is there, nothing is added. */
function fillDemo(env) {
  if (existsSync(`${root}/.firsthand/store`)) return;
  console.log('Making a month of demo data, which takes some seconds …');
  const seed = ['packages/server/dist/cli.js', 'seed', '--data', '.firsthand'];
  try {
    run('node', [...seed, '--days', '29', '--events', '60000'], { env });
  } catch (error) {
    console.warn(error.message);
  }
}

/** The first port from this one on that nobody listens on, as a text. */
function freePort(port) {
  return new Promise((resolve) => {
    const probe = createServer()
      .on('error', () => resolve(freePort(port + 1)))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(String(port))));
  });
}
