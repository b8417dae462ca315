import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createProxyServer } from 'httpxy';

/**
 * Firsthand of one's own: its server, in a process that only this machine reaches, and a proxy in front of the site.
 * Of the server the proxy shows the public what pages send to, and neither the console nor its API, which answer a browser
 * on this machine alone (`access`); to show them from elsewhere as well, pass them on and set `access` to `token`.
 */
const { PORT = '4500', DATA = '.firsthand-self-host' } = process.env;
const passedOn = new Set(['/rum/v1/events', '/rum/v1/replay']);
const fileOf = (url) => fileURLToPath(url);

const firsthand = spawn(
  process.execPath,
  [
    fileOf(new URL('dist/cli.js', import.meta.resolve('@firsthand/server/package.json'))),
    '--config',
    fileOf(new URL('firsthand.json', import.meta.url)),
    '--data',
    DATA,
  ],
  // PORT is the site's.
  { env: { ...process.env, PORT: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
);
firsthand.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => firsthand.kill(signal));

createInterface({ input: firsthand.stdout }).on('line', (line) => {
  const target = /listens on (\S+)/.exec(line)?.[1];
  if (target) servePublic(target);
  // It holds the key by which this machine reads.
  if (line.startsWith('Console: ')) console.log(line);
});

function servePublic(target) {
  // The server must know whose address a request is from, to say the country and then forget it.
  const proxy = createProxyServer({ target, xfwd: true });
  const page = readFileSync(fileOf(new URL('index.html', import.meta.url)));
  const script = readFileSync(fileOf(import.meta.resolve('@firsthand/rum/firsthand-rum.js')));
  const site = createServer((request, response) => {
    const [path] = request.url.split('?');
    if (passedOn.has(path)) {
      proxy
        .web(request, response)
        .catch(() => (response.headersSent ? response : response.writeHead(502)).end());
    } else if (path === '/firsthand-rum.js') {
      response.setHeader('content-type', 'text/javascript').end(script);
    } else if (path === '/') {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    } else {
      response.writeHead(404).end();
    }
  });
  site.listen(Number(PORT), '127.0.0.1', () => {
    console.log(`Local: http://127.0.0.1:${site.address().port}/`);
  });
}
