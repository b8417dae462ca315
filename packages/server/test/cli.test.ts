import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { batch, errorEvent, eventually, temporaryFolder } from './fixtures.js';
import { command, startProcess } from './start-process.js';

const USER = 'user-of-the-command-line';

async function send(url: string | undefined, payload: string) {
  const { status } = await fetch(`${url}/rum/v1/events`, { method: 'POST', body: payload });
  expect(status).toBe(202);
}
const visit = () => batch([errorEvent('theirs', { usr: { id: USER } }), errorEvent('kept')]);

describe.each([['while the server runs'], ['while no server runs']])('%s', (when) => {
  it('the command line exports and erases a user', async () => {
    const data = temporaryFolder();
    const server = await startProcess(data);
    await send(server.url, visit());
    if (when === 'while no server runs') expect(await server.end('SIGTERM')).toBe(0);
    const of = ['--data', data, '--user', USER];

    const { stdout } = await command('export', ...of);
    const messages = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { error: { message: string } }).error.message);
    expect(messages.toSorted()).toEqual(['kept', 'theirs']);
    expect((await command('erase', ...of)).stdout).toBe(
      'Erased: 2 events, 1 sessions, 0 pieces of replays.\n',
    );
    expect((await command('export', ...of)).stdout).toBe('');
  });
});

it('what the command line needs to reach the server is for the operator’s eyes only, and goes', async () => {
  const data = temporaryFolder();
  const server = await startProcess(data);
  expect(statSync(join(data, 'control.json')).mode & 0o777).toBe(0o600);
  await server.end('SIGTERM');
  expect(() => statSync(join(data, 'control.json'))).toThrow('ENOENT');
});

it('the address of the console, with its key, is printed again', async () => {
  const data = temporaryFolder();
  const { url } = await startProcess(data, ['--port', '0'], {});
  const { stdout } = await command('url', '--data', data);
  expect(stdout.trim()).toMatch(new RegExp(`^${url}/\\?key=[\\w-]{43}$`));
  const entered = await fetch(stdout.trim(), { redirect: 'manual' });
  const [cookie = ''] = entered.headers.get('set-cookie')?.split(';') ?? [];
  const read = (headers = {}) => fetch(`${url}/api/v1/applications`, { headers });
  expect([(await read()).status, (await read({ cookie })).status]).toEqual([401, 200]);
});

it('an operator who opens the server to other machines is told what that opens, and what not', async () => {
  const { errors } = await startProcess(
    temporaryFolder(),
    ['--port', '0', '--host', '0.0.0.0'],
    {},
  );
  await eventually(async () => errors().includes('Nobody elsewhere may read events'));
  expect(errors()).toContain('Any origin may send');
});

it.each([
  [['erase'], /Say one of --user, --session and --application/],
  [['erase', '--user', 'a', '--session', 'b'], /Say one of/],
  [['remove'], /no command remove/],
])('firsthand %j says what is wrong', async (args, sentence) => {
  const failed = command(...args, '--data', temporaryFolder());
  await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
});
