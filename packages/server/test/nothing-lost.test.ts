import { execFileSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { comesTrue } from '@firsthand/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { batch, errorEvent, startServer, temporaryFolder, type Json } from './fixtures.js';
import { command, startProcess } from './start-process.js';

/** Only root can, and not in every container. */
const canMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'firsthand-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
})();

/** A data folder whose store has a small disk to itself; what waits for the store is elsewhere. */
async function startOnSmallDisk() {
  const dataDir = temporaryFolder();
  const disk = join(dataDir, 'store');
  execFileSync('mkdir', [disk]);
  const mount = (...options: string[]) =>
    execFileSync('mount', ['-t', 'tmpfs', ...options, 'tmpfs', disk]);
  mount('-o', 'size=96m');
  const started = await startServer({ dataDir, intakeLog: { path: temporaryFolder() } });
  onTestFinished(async () => {
    execFileSync('mount', ['-o', 'remount,rw', disk]);
    await started.close();
    execFileSync('umount', ['-l', disk]);
  });
  const health = async () => {
    const response = await started.server.app.inject('/healthz');
    return { status: response.statusCode, body: response.json<Json>() };
  };
  return { ...started, dataDir, disk, health };
}

/** Sends so many batches of one event each, which are all taken. */
async function send(post: (payload: string) => Promise<{ statusCode: number }>, count: number) {
  for (let n = 0; n < count; n += 1) {
    const { statusCode } = await post(batch([errorEvent(`${n} ${'x'.repeat(20_000)}`)]));
    expect(statusCode).toBe(202);
  }
}

describe.runIf(canMount)('what was accepted is stored though for a while', () => {
  it('the disk of the store is full', async () => {
    const { post, stored, health, disk, dataDir } = await startOnSmallDisk();
    const ballast = join(disk, 'ballast');
    try {
      writeFileSync(ballast, Buffer.alloc(200 * 1024 ** 2));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
    await send(post, 30);
    await comesTrue(async () => {
      expect(await health()).toMatchObject({
        status: 503,
        body: { failing: { 'Store of events': expect.any(String) } },
      });
    });
    rmSync(ballast);
    expect(await stored((events) => events.length === 30)).toHaveLength(30);
    await comesTrue(async () => expect(await health()).toMatchObject({ status: 200 }));
    expect(existsSync(join(dataDir, 'refused-rows.ndjson'))).toBe(false);
  });
});

it('what was accepted is stored though for a while nothing can be written to the tables', async () => {
  const dataDir = temporaryFolder();
  const { server, post, stored } = await startServer({ dataDir });
  const tables = globSync(join(dataDir, 'store/store/*/*/format_version.txt')).map(dirname);
  expect(tables.length).toBeGreaterThan(2);
  for (const table of tables) {
    renameSync(table, `${table}.away`);
    // The store would make the folder anew.
    writeFileSync(table, '');
  }
  await send(post, 30);
  await comesTrue(async () =>
    expect((await server.app.inject('/healthz')).json()).toMatchObject({
      failing: { 'Store of events': expect.any(String) },
    }),
  );
  for (const table of tables) {
    rmSync(table);
    renameSync(`${table}.away`, table);
  }
  expect(await stored((events) => events.length === 30)).toHaveLength(30);
  expect(existsSync(join(dataDir, 'refused-rows.ndjson'))).toBe(false);
});

it('what comes while the server ends is taken, or told when to come again', async () => {
  const { server, close } = await startServer({ port: 0 });
  const { url } = await server.listen();
  const ask = async () => {
    const body = batch([errorEvent('x')]);
    const response = await fetch(`${url}/rum/v1/events`, { method: 'POST', body }).catch(() => {});
    if (!response) return 'no connection';
    const again = response.headers.get('retry-after');
    return [response.status, again, ((await response.json()) as { error?: string }).error];
  };
  const answers: unknown[] = [];
  const asking = Array.from({ length: 8 }, async () => {
    for (let answer = await ask(); answer !== 'no connection'; answer = await ask())
      answers.push(answer);
  });
  await comesTrue(() => expect(answers.length).toBeGreaterThan(20));
  await close();
  await Promise.all(asking);
  const kinds = new Set(answers.map((answer) => JSON.stringify(answer)));
  kinds.delete(JSON.stringify([202, null, undefined]));
  kinds.delete(JSON.stringify([503, '10', 'The server is ending; try again.']));
  expect([...kinds]).toEqual([]);
});

it('whether requests are taken is said at /readyz', async () => {
  const { server, post } = await startServer({ intakeLog: { capacityBytes: 1_000 } });
  const ready = async () => {
    const { statusCode, json } = await server.app.inject('/readyz');
    return [statusCode, json<Json>()];
  };
  expect(await ready()).toEqual([200, { ready: true }]);
  const full = await post(batch([errorEvent('x'.repeat(2_000))]));
  expect([full.statusCode, full.headers['retry-after']]).toEqual([503, '10']);
});

describe('rows that the store refused', () => {
  const refused = (name: string) => ({
    table: 'events',
    at: 1,
    fault: 'CANNOT_PARSE_NUMBER (72)',
    row: { application_id: 'app', session_id: 's', user_ids: [], view_name: name },
  });

  it('are listed, and stored when the store takes them', async () => {
    const data = temporaryFolder();
    const server = await startProcess(data);
    const file = join(data, 'refused-rows.ndjson');
    const event = errorEvent('kept aside');
    const events = [{ line: 1, event }];
    const from = { batchId: 'batch-aside', enrichment: {}, receivedAt: Date.now(), events };
    const good = { ...refused(''), row: { application_id: 'app', session_id: 's', from } };
    const bad = { ...refused('bad'), row: { ...refused('bad').row, date: 'no number' } };
    writeFileSync(file, `${JSON.stringify(good)}\n${JSON.stringify(bad)}\n`);
    const listed = (await command('rows', 'list', '--data', data)).stdout;
    expect(listed).toBe(readFileSync(file, 'utf8'));
    const { stdout } = await command('rows', 'retry', '--data', data);
    expect(stdout).toBe('Stored: 1 rows. Still refused: 1.\n');
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(bad)}\n`);
    expect(await server.end('SIGTERM')).toBe(0);
    const exported = await command('export', '--session', 's', '--data', data);
    expect(exported.stdout).toContain('kept aside');
  });
});
