import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from '../packages/server/src/index.ts';

/** Writes `docs/openapi.json`: what a server says of itself. */
const document = new URL('../docs/openapi.json', import.meta.url);
const dataDir = mkdtempSync(join(tmpdir(), 'firsthand-openapi-'));
const server = await createServer({ dataDir });
try {
  await server.app.ready();
  writeFileSync(document, JSON.stringify(server.app.swagger()));
} finally {
  await server.close();
  rmSync(dataDir, { recursive: true });
}
