import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createServer } from '../src/server.js';
import { batch, errorEvent, startServer, temporaryFolder } from './fixtures.js';
import { startProcess } from './start-process.js';

/** Only root can, and not in every container. */
const { status } = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']);
const hasNamespaces = status === 0;

describe('intakeLog.path', () => {
  it('is where events and replays wait, and what waits there is stored', async () => {
    const [dataDir, path] = [temporaryFolder(), join(temporaryFolder(), 'on/another disk')];
    const { post, stored, close } = await startServer({ dataDir, intakeLog: { path } });
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
    expect(readdirSync(path).toSorted()).toEqual(['intake-log', 'replay-log', 'server.pid']);
    expect(readdirSync(dataDir)).not.toContain('intake-log');
    expect(await stored(({ length }) => length > 0)).toHaveLength(1);
    await close();
    expect(readFileSync(join(path, 'server.pid'), 'utf8')).toBe('');
  });

  it('is of one process at a time', async () => {
    const path = temporaryFolder();
    await startServer({ intakeLog: { path } });
    const config = { dataDir: temporaryFolder(), intakeLog: { path } };
    await expect(createServer(config)).rejects.toThrow(
      `The data folder ${path} is in use by process ${process.pid}.`,
    );
  });
});

describe('a data folder', () => {
  it('that a process left is free, though another has its number now', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, 'server.pid'), String(process.ppid));
    const { post } = await startServer({ dataDir });
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
  });

  it('is left as it is by a second server, also by one that cannot see the process of the first', async () => {
    const dataDir = temporaryFolder();
    const { post } = await startServer({ dataDir });
    const said = readFileSync(join(dataDir, 'server.pid'), 'utf8');
    await expect(createServer({ dataDir })).rejects.toThrow('is in use');
    expect(readFileSync(join(dataDir, 'server.pid'), 'utf8')).toBe(said);
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
  });

  it.skipIf(!hasNamespaces)('is of one container at a time', async () => {
    const dataDir = temporaryFolder();
    const { url } = await startProcess(dataDir);
    // There every process has another number.
    const through = ['unshare', '--pid', '--fork', '--mount-proc'];
    const second = await startProcess(dataDir, ['--port', '0'], {}, { through });
    expect([second.url, await second.ended]).toEqual([undefined, 1]);
    expect(second.errors()).toContain(`The data folder ${dataDir} is in use`);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('is open to nobody else, with all that is in it', async () => {
    const dataDir = temporaryFolder();
    chmodSync(dataDir, 0o755);
    const { post } = await startServer({ dataDir });
    await post(batch([errorEvent('x')]));
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });
});
