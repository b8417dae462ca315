import { expect, it } from 'vitest';
import { batch, errorEvent, startServer } from './fixtures.js';

it.each(['/', '/sessions', '/index.html', '/assets/x.js'])(
  'without a console there is nothing at %s, and all else is as it was',
  async (url) => {
    const { server, post, get } = await startServer({ console: { enabled: false } });
    const headers = { accept: 'text/html' };
    const page = await server.app.inject({ url, headers });
    expect([page.statusCode, page.json()]).toEqual([
      404,
      { error: `There is nothing at GET ${url}.` },
    ]);
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
    expect((await get('applications')).status).toBe(200);
  },
);

it('with one there is a page', async () => {
  const { server } = await startServer();
  expect((await server.app.inject('/')).statusCode).toBe(200);
});
