import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rollup } from 'rollup';
import { afterAll, describe, expect, it } from 'vitest';
import { eagerFunctions } from '../eager-functions.mjs';

const folder = mkdtempSync(join(tmpdir(), 'firsthand-eager-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MODULE = `
  const PREFIX = 'a';
  export const early = declared('b');
  export const later = () => { return list.map((item) => { return item + suffix(); }); };
  const list = [1, 2];
  /** Its comment. */
  export function declared(text) { return PREFIX + text + suffix(); }
  function suffix() { return '!'; }
  export async function awaited(text) { return (await text) + suffix(); }
  export function* counted() { yield* list; }
  export function receiver() { return this; }
  export function counting(...all) { return arguments.length + all.length; }
  export const object = { method() { return this; }, get accessor() { return suffix(); } };
`;

/** The module as the package has it, in a file. */
async function built(plugins = [eagerFunctions()]): Promise<string> {
  const source = { name: 'source', resolveId: (id: string) => id, load: () => MODULE };
  const bundle = await rollup({ input: 'module.js', plugins: [source, ...plugins] });
  const [{ code }] = (await bundle.generate({ format: 'esm' })).output;
  const file = join(folder, plugins.length ? 'eager.mjs' : 'lazy.mjs');
  writeFileSync(file, code);
  return file;
}

describe('eagerFunctions', () => {
  it('changes nothing of what a module does', async () => {
    const module = await import(/* @vite-ignore */ await built());
    expect(module.early).toBe('ab!');
    expect(module.later()).toEqual(['1!', '2!']);
    expect(module.declared.name).toBe('declared');
    expect(await module.awaited('c')).toBe('c!');
    expect([...module.counted()]).toEqual([1, 2]);
    expect(module.receiver.call(module.object)).toBe(module.object);
    expect(module.counting(1, 2)).toBe(4);
    expect(module.object.method()).toBe(module.object);
    expect(module.object.accessor).toBe('!');
  });

  it('has V8 compile with the file what nothing has called', async () => {
    const uncalled = ['awaited', 'counted', 'receiver', 'counting'];
    expect(compiled(await built())).toEqual(expect.arrayContaining(uncalled));
    const lazily = compiled(await built([]));
    expect(lazily).toContain('declared');
    expect(lazily.filter((name) => uncalled.includes(name))).toEqual([]);
  });
});

/** The names of the functions of a file that V8 has compiled when the file has run. */
function compiled(file: string): string[] {
  const log = `${file}.log`;
  execFileSync(process.execPath, [
    '--log-function-events',
    '--no-logfile-per-isolate',
    `--logfile=${log}`,
    file,
  ]);
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .map((line) => line.split(','));
  const script = lines.find(
    ([event, , name]) => event === 'script-details' && name?.endsWith(file),
  );
  return lines
    .filter(
      ([event, kind, id]) => event === 'function' && kind === 'interpreter' && id === script?.[1],
    )
    .map(([, , , , , , , name]) => name ?? '')
    .filter(Boolean);
}
