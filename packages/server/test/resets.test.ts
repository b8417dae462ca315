import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { temporaryFolder } from './fixtures.js';
import { startProcess } from './start-process.js';

const POST = 'POST /rum/v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n';

it.each([
  ['of which the body never came', `${POST}Content-Length: 100\r\n\r\nx`],
  ['whose chunks are none', `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
  ['that ended amid its headers', 'GET / HT'],
  ['that spoke another protocol', '\u0016\u0003\u0001\u0002\0'],
  ['that did not wait for its answer', 'GET /api/v1/applications HTTP/1.1\r\nHost: a\r\n\r\n'],
])('a client %s leaves nothing in the log', async (_, said) => {
  const { url = '', end, errors } = await startProcess(temporaryFolder());
  const { port } = new URL(url);
  for (const isReset of [true, false]) {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    await once(socket, 'connect');
    socket.write(said);
    // The server has read it: answers of one thread come in order.
    await (await fetch(`${url}/readyz`)).text();
    const closed = once(socket, 'close');
    if (isReset) socket.resetAndDestroy();
    else socket.destroy();
    await closed;
  }
  await (await fetch(`${url}/readyz`)).text();
  expect(await end('SIGTERM')).toBe(0);
  expect(errors()).toBe('');
});
