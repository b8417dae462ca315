import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createProxyServer } from 'httpxy';

/** A page without a bundler: the snippet inline, the scripts beside it, `/rum` passed on, and a strict policy. */
const { FIRSTHAND_URL: target = 'http://127.0.0.1:4400', PORT = '4500' } = process.env;
const passedOn = new Set(['/rum/v1/events', '/rum/v1/replay']);

const read = (url) => readFileSync(fileURLToPath(url), 'utf8');
const page = read(new URL('index.html', import.meta.url)).replace(
  '<!-- snippet -->',
  read(import.meta.resolve('@firsthand/rum/firsthand-snippet.html'))
    .trim()
    .replace('FIRSTHAND_URL', '/firsthand-rum.js'),
);
const scripts = {
  '/firsthand-rum.js': read(import.meta.resolve('@firsthand/rum/firsthand-rum.js')),
  '/firsthand-replay.js': read(import.meta.resolve('@firsthand/rum/firsthand-replay.js')),
};
const proxy = createProxyServer({ target, xfwd: true });

const server = createServer((request, response) => {
  const [path] = request.url.split('?');
  if (passedOn.has(path)) {
    proxy
      .web(request, response)
      .catch(() => (response.headersSent ? response : response.writeHead(502)).end());
  } else if (scripts[path]) {
    response.setHeader('content-type', 'text/javascript').end(scripts[path]);
  } else {
    const nonce = randomBytes(16).toString('base64');
    response
      .setHeader(
        'content-security-policy',
        `default-src 'self'; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types firsthand firsthand-snippet`,
      )
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(page.replaceAll('<script>', `<script nonce="${nonce}">`));
  }
});
server.listen(Number(PORT), '127.0.0.1', () =>
  console.log(`Local: http://127.0.0.1:${server.address().port}/`),
);
