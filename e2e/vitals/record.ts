import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { LoadReport } from './vitals.js';

const FOLDER = new URL('../../packages/collectors/test/recorded/', import.meta.url);

interface Recorded {
  engine: string;
  journey: string;
  load: LoadReport;
}

/** With `pnpm vitals:record`: keeps what a browser told of a page, and what the library made of it, as a test of the collectors. */
export function record({ engine, journey, load }: Recorded): void {
  if (!process.env['FIRSTHAND_RECORD']) return;
  const file = new URL(`${engine}.json`, FOLDER);
  mkdirSync(FOLDER, { recursive: true });
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {};
  const { raw, visits } = load;
  // The site's port is another each time.
  const text = JSON.stringify({ ...known, [journey]: { raw, vitals: visits[0]?.vitals } }, null, 1);
  writeFileSync(file, `${text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://site')}\n`);
}
