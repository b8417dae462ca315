import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { describe, expect, it } from 'vitest';

const dist = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a user's bundler keeps of a module that uses Firsthand. */
async function bundle(source: string): Promise<string> {
  const built = await rollup({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : undefined),
        load: (id) => (id === 'entry' ? source : undefined),
      },
      nodeResolve(),
    ],
  });
  const { output } = await built.generate({ format: 'esm' });
  return output[0].code;
}

describe('the built packages', () => {
  it('change no global and throw nothing when imported in Node', () => {
    const script = `
      const names = () => Object.getOwnPropertyNames(globalThis).sort().join();
      const values = () => [fetch, setTimeout, Promise, EventTarget.prototype.addEventListener];
      const before = [names(), ...values()];
      const { init } = await import(${JSON.stringify(dist('rum/dist/index.js'))});
      init({ applicationId: 'app' });
      const after = [names(), ...values()];
      console.log(before.every((value, index) => value === after[index]));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(answer.trim()).toBe('true');
  });

  it('leave nothing in a bundle that imports and uses nothing', async () => {
    const code = await bundle(`import ${JSON.stringify(dist('rum/dist/index.js'))};`);
    expect(code.trim()).toBe('');
  });

  it('hold no recorder in the bundles that every page loads', () => {
    for (const file of ['firsthand-rum.js', 'index.js', 'replay/replay.js']) {
      const code = readFileSync(dist(`rum/dist/${file}`), 'utf8');
      expect(code).not.toMatch(/rrweb|MutationBuffer/);
    }
    expect(readFileSync(dist('rum/dist/firsthand-replay.js'), 'utf8')).toContain('rr_width');
  });

  it('give a bundle of the slim entry and one collector no other collector', async () => {
    const code = await bundle(`
      import { init } from ${JSON.stringify(dist('rum/dist/slim.js'))};
      import { longTasks } from ${JSON.stringify(dist('collectors/dist/index.js'))};
      init({ applicationId: 'app', collectors: [longTasks()] });`);
    expect(code).toContain("'longtask'");
    // One word of each other collector that survives any bundler.
    for (const foreign of [
      'unhandledrejection',
      'XMLHttpRequest',
      'largest-contentful-paint',
      'Masked Element',
      'dom_interactive',
      'renderBlockingStatus',
    ]) {
      expect(code).not.toContain(foreign);
    }
  });
});
