import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * `pnpm --filter @firsthand/bench entries`: what a user's bundler makes of a public import, in `dist/`, for the limits in
 * the root's package.json.
 */
const folder = fileURLToPath(new URL('./entries/', import.meta.url));
for (const file of readdirSync(folder)) {
  const build = await rolldown({
    input: folder + file,
    platform: 'browser',
    // What the part that is loaded later shares with the entry stays in the entry.
    preserveEntrySignatures: 'allow-extension',
  });
  const dir = `dist/${file.replace('.ts', '')}`;
  await build.write({ dir, format: 'esm', minify: true, entryFileNames: 'entry.js' });
  await build.close();
}
