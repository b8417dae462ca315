import { fileURLToPath } from 'node:url';
import { rolldown, type Plugin } from 'rolldown';
import type { Peer } from './peer.ts';
import { floors } from './peers.ts';

export interface BundleOptions {
  /** Whether the set-up records sessions. */
  replay?: boolean;
  /**
   * `chunks`: modules, what is loaded later in files of its own, as a page has it. `script`: one script without what is
   * loaded later, for a page that runs it at once.
   */
  form?: 'chunks' | 'script';
}

/** The files of a page's SDK. */
export interface Bundle {
  /** Code by file name. */
  files: ReadonlyMap<string, string>;
  /** Those that run at once; the first is the page's own. */
  eager: readonly string[];
}

/** Bundles a peer's set-up for production; that of no SDK is empty. */
export async function bundle(
  { id }: Pick<Peer, 'id'>,
  { replay = false, form = 'chunks' }: BundleOptions = {},
): Promise<Bundle> {
  if (id === floors.none.id) return { files: new Map(), eager: [] };
  const build = await rolldown({
    input: fileURLToPath(new URL(`./peers/${id}.setup.ts`, import.meta.url)),
    platform: 'browser',
    logLevel: 'silent',
    transform: { define: { REPLAY: String(replay), 'process.env.NODE_ENV': '"production"' } },
    plugins: form === 'script' ? [withoutLater] : [],
  });
  const { output } = await build.generate({
    format: form === 'script' ? 'iife' : 'esm',
    minify: true,
    entryFileNames: 'sdk.js',
    name: 'setup',
  });
  await build.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  const eager = new Set(['sdk.js']);
  for (const name of eager) {
    for (const other of chunks.find(({ fileName }) => fileName === name)?.imports ?? [])
      eager.add(other);
  }
  return {
    files: new Map(chunks.map(({ fileName, code }) => [fileName, code])),
    eager: [...eager],
  };
}

const withoutLater: Plugin = {
  name: 'without-later',
  resolveDynamicImport: (id) => ({ id: String(id), external: true }),
};
