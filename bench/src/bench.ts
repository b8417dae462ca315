import { availableParallelism, cpus } from 'node:os';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launch } from './browser.ts';
import type { Part } from './part.ts';
import { delivery } from './parts/delivery.ts';
import { journey } from './parts/journey.ts';
import { profile } from './parts/profile.ts';
import { size } from './parts/size.ts';
import { startup } from './parts/startup.ts';
import { sdks } from './peers.ts';
import { versions } from './versions.ts';

/**
 * `node bench.ts [part …] [--sdks firsthand,datadog] [--rounds 3]`: prints the tables. All parts of all SDKs in one run
 * are written to RESULTS.md; a part is not, since figures of different runs must not be compared.
 */
const parts: readonly Part[] = [size, startup, journey, profile, delivery];
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { sdks: { type: 'string' }, rounds: { type: 'string' } },
});

const chosen = named(parts, positionals, ({ name }) => name);
const measured = named(sdks, values.sdks?.split(',') ?? [], ({ id }) => id);
const begun = new Date();
const browser = await launch();
const sections: string[] = [];
for (const part of chosen) {
  const rounds = Number(values.rounds ?? part.rounds);
  const section = await part.run({ browser, sdks: measured, rounds });
  console.log(`${section}\n`);
  sections.push(section);
}
const utc = (date: Date) => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
const head = `# Results

Measured by \`npm run bench\` from ${utc(begun)} to ${utc(new Date())}, in Chromium ${browser.version()}, on ${availableParallelism()} cores
(${cpus()[0]?.model.trim()}) with Node ${process.versions.node}. Nothing of it is written by hand; [README.md](README.md) says how to read it and
how to run it again.`;
await browser.close();
if (!positionals.length && !values.sdks && !values.rounds) {
  const file = fileURLToPath(new URL('../RESULTS.md', import.meta.url));
  writeFileSync(file, `${[head, ...sections, versions(sdks)].join('\n\n')}\n`);
}

/** Those that are asked for by name, or all. @throws an Error that names the others, when there is no such one */
function named<T>(all: readonly T[], names: readonly string[], nameOf: (one: T) => string): T[] {
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name));
  if (unknown) throw new Error(`No “${unknown}”; there are: ${all.map(nameOf).join(', ')}.`);
  return names.length ? all.filter((one) => names.includes(nameOf(one))) : [...all];
}
