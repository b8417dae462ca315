import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { inTab } from '../browser.ts';
import { bundle } from '../bundle.ts';
import { serveIntake } from '../intake.ts';
import { floors, nameOf, type Candidate } from '../peers.ts';
import { serveSite } from '../site.ts';
import { bytes, table } from '../table.ts';
import type { Part, PartOptions } from '../part.ts';

/** Longer than any of them waits until it loads what it loads later, in milliseconds. */
const SETTLED = 8_000;

type Code = string | Buffer;

/** What a user's page gets to load. */
export const size: Part = {
  name: 'size',
  rounds: 1,
  async run({ browser, sdks }) {
    const rows: string[][] = [];
    for (const peer of [floors.webVitals, floors.rrweb, ...sdks]) {
      const candidate = { peer, replay: false };
      const { eager, all } = await load(browser, candidate);
      const withReplay = peer.hasReplay && (await load(browser, { peer, replay: true })).all;
      rows.push(row(nameOf(candidate), { eager, all, withReplay: withReplay || undefined }));
    }
    if (sdks.some(({ id }) => id === 'firsthand')) {
      const script = built('firsthand-rum.js');
      const recorder = built('firsthand-replay.js');
      const name = 'Firsthand, script-tag bundle';
      rows.push(row(name, { eager: [script], all: [script], withReplay: [script, recorder] }));
    }
    return `## Size

Bytes of JavaScript of each SDK's full set for real user monitoring and tracing, bundled by Rolldown for production from
the set-up in \`src/peers\`, each file compressed by itself (gzip 9, brotli 11). *Eager* is what must be there before the SDK runs;
*loaded* is all that a page which is open for ${SETTLED / 1_000} s had then fetched, also from the vendor's own host.

${table(
  [
    '',
    'eager, minified',
    'gzip',
    'brotli',
    'loaded, brotli',
    'loaded with replay, minified',
    'gzip',
    'brotli',
  ],
  rows,
)}`;
  },
};

interface Loaded {
  eager: Code[];
  all: Code[];
}

async function load(browser: PartOptions['browser'], { peer, replay }: Candidate): Promise<Loaded> {
  const intake = await serveIntake(peer);
  const files = await bundle(peer, { replay });
  const site = await serveSite({ bundle: files, intake: intake.url });
  const fetched = new Set<string>();
  await inTab(browser, async ({ page }) => {
    page.on('request', (request) => fetched.add(new URL(request.url()).pathname));
    await page.goto(`${site.url}/start`, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLED);
  });
  site.close();
  intake.close();
  const own = [...files.files].filter(([name]) => fetched.has(`/sdk/${name}`));
  return {
    eager: files.eager.map((name) => files.files.get(name) ?? ''),
    all: [...own.map(([, code]) => code), ...intake.scripts.map(({ body }) => body)],
  };
}

function row(
  name: string,
  { eager, all, withReplay }: Loaded & { withReplay: Code[] | undefined },
): string[] {
  return [
    name,
    ...[minified, gzip, brotli].map((weigh) => bytes(weigh(eager))),
    bytes(brotli(all)),
    ...[minified, gzip, brotli].map((weigh) => (withReplay ? bytes(weigh(withReplay)) : 'none')),
  ];
}

const total = (weigh: (code: Code) => number) => (files: readonly Code[]) =>
  files.reduce((sum, code) => sum + weigh(code), 0);
const minified = total((code) => Buffer.byteLength(code));
const gzip = total((code) => gzipSync(code, { level: 9 }).length);
const brotli = total((code) => brotliCompressSync(code).length);

function built(name: string): Buffer {
  return readFileSync(
    fileURLToPath(new URL(`../../../packages/rum/dist/${name}`, import.meta.url)),
  );
}
