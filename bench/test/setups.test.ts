import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bundle } from '../src/bundle.ts';
import { floors, sdks } from '../src/peers.ts';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  devDependencies: Record<string, string>;
};

test.for([floors.webVitals, floors.rrweb, ...sdks])(
  '$name: its set-up can be bundled, of pinned versions, and has a recorder only if it records',
  { timeout: 20_000 },
  async ({ id, packages, hasReplay }) => {
    for (const name of packages)
      expect(manifest.devDependencies[name]).toMatch(/^\d+\.\d+\.\d+$|^workspace:\*$/);
    const script = async (replay: boolean) =>
      (await bundle({ id }, { replay, form: 'script' })).files.get('sdk.js') ?? '';
    const plain = await script(false);
    expect(plain.length).toBeGreaterThan(1_000);
    if (!hasReplay) expect(await script(true)).toBe(plain);
  },
);
