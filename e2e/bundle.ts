import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const made = new Map<string, Promise<string>>();

/** One file with a module of `libraries/` and all that it imports; its exports are `PAGE`. */
export function bundle(name: string): Promise<string> {
  const script = made.get(name) ?? make(name);
  made.set(name, script);
  return script;
}

async function make(name: string): Promise<string> {
  const entry = fileURLToPath(new URL(`./libraries/${name}.ts`, import.meta.url));
  const output = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'PAGE' } },
  });
  const [{ output: files }] = output as unknown as [{ output: { code: string }[] }];
  return files[0]?.code ?? '';
}
