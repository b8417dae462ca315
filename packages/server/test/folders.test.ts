import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createServer } from '../src/server.js';
import { batch, errorEvent, startServer, temporaryFolder } from './fixtures.js';

describe('intakeLog.path', () => {
  it('is where events and replays wait, and what waits there is stored', async () => {
    const [dataDir, path] = [temporaryFolder(), join(temporaryFolder(), 'on/another disk')];
    const { post, stored, close } = await startServer({ dataDir, intakeLog: { path } });
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
    expect(readdirSync(path).toSorted()).toEqual(['intake-log', 'replay-log', 'server.pid']);
    expect(readdirSync(dataDir)).not.toContain('intake-log');
    expect(await stored(({ length }) => length > 0)).toHaveLength(1);
    await close();
    expect(existsSync(join(path, 'server.pid'))).toBe(false);
  });

  it('is of one process at a time', async () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'server.pid'), String(process.ppid));
    const config = { dataDir: temporaryFolder(), intakeLog: { path } };
    await expect(createServer(config)).rejects.toThrow(
      `The data folder ${path} is in use by process ${process.ppid}.`,
    );
  });
});
