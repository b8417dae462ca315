import { readFileSync, writeFileSync } from 'node:fs';
import { root, run } from './toolchain.mjs';

/** Turns the waiting changesets into versions and changelogs, and tells the SDK its own. */
run('pnpm', ['exec', 'changeset', 'version']);
const { version } = JSON.parse(readFileSync(`${root}/packages/rum/package.json`, 'utf8'));
const file = `${root}/packages/rum/src/version.ts`;
writeFileSync(file, readFileSync(file, 'utf8').replace(/VERSION = '.*'/, `VERSION = '${version}'`));
