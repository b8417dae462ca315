import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Peer } from './peer.ts';
import { floors } from './peers.ts';
import { table } from './table.ts';

interface Manifest {
  version: string;
  license: string;
}

/** What was measured: versions and licences as installed. */
export function versions(sdks: readonly Peer[]): string {
  const rows = [...Object.values(floors), ...sdks].flatMap(({ name, packages }) =>
    packages.map((id) => {
      const { version, license } = manifest(id);
      return [name, `\`${id}\``, version, license];
    }),
  );
  return `## Versions\n\n${table(['', 'package', 'version', 'licence'], rows)}`;
}

function manifest(id: string): Manifest {
  const file = new URL(`../node_modules/${id}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as Manifest;
}
