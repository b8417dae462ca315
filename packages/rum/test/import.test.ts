import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup, type OutputChunk, type Plugin } from 'rollup';
import { describe, expect, it } from 'vitest';

const dist = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a user's bundler makes of a module that uses Firsthand: what is loaded at once, then what is loaded late. */
const bundle = (source: string) =>
  bundleOf('entry', {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? id : undefined),
    load: (id) => (id === 'entry' ? source : undefined),
  });

async function bundleOf(input: string, ...plugins: Plugin[]) {
  const built = await rollup({ input, plugins: [...plugins, nodeResolve()] });
  const { output } = await built.generate({ format: 'esm' });
  const [eager] = output;
  const late = output.find(
    (file): file is OutputChunk => file.type === 'chunk' && ['whole', 'slim'].includes(file.name),
  );
  return { eager, late };
}

const started = `
  import { init } from ${JSON.stringify(dist('rum/dist/index.js'))};
  init({ applicationId: 'app' });`;

/** By the import path of each collector, a word that no other has in its bundle. */
const words = {
  actions: 'Masked Element',
  'console-errors': "'console-errors'",
  errors: 'is_cross_origin',
  fetch: "'fetch', o",
  'loading-time': "'loading-time'",
  'long-tasks': 'longtask',
  'navigation-timing': 'dom_interactive',
  'page-states': 'page_states',
  reports: 'securitypolicyviolation',
  resources: "'beacon'",
  'scroll-depth': 'max_scroll_height',
  telemetry: "type: 'counters'",
  'web-vitals': 'largest-contentful-paint',
  xhr: "'xhr', o",
};
/** Those whose words are also said where they are listed. */
const isNamed = { 'console-errors': 1, fetch: 1, 'loading-time': 1, xhr: 1 };
/** What several of them share. */
const shared = /'XMLHttpRequest'|renderBlockingStatus/;
const collectorsIn = (code: string) =>
  Object.entries(words).flatMap(([path, word]) => (code.includes(word) ? path : []));
const everyPath = Object.keys(
  (JSON.parse(readFileSync(dist('collectors/package.json'), 'utf8')) as { exports: object })
    .exports,
).flatMap((path) => /^\.\/([\w-]+)$/.exec(path)?.[1] ?? []);

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
    const { eager } = await bundle(`import ${JSON.stringify(dist('rum/dist/index.js'))};`);
    expect(eager.code.trim()).toBe('');
  });

  // V8 keeps a source that holds one in two bytes a character.
  it('hold no character beyond Latin-1 in the script-tag bundles', () => {
    for (const file of ['firsthand-rum.js', 'firsthand-replay.js', 'firsthand-snippet.js']) {
      const code = readFileSync(dist(`rum/dist/${file}`), 'utf8');
      expect(code.match(/[^\0-\xff]/g)).toBeNull();
    }
  });

  it('hold no recorder in the bundles that every page loads', () => {
    for (const file of ['firsthand-rum.js', 'index.js', 'replay/replay.js']) {
      const code = readFileSync(dist(`rum/dist/${file}`), 'utf8');
      expect(code).not.toMatch(/rrweb|MutationBuffer/);
    }
    expect(readFileSync(dist('rum/dist/firsthand-replay.js'), 'utf8')).toContain('rr_width');
  });

  it('give a bundle of the slim entry and one collector no other collector', async () => {
    const { eager, late } = await bundle(`
      import { init } from ${JSON.stringify(dist('rum/dist/slim.js'))};
      import { longTasks } from ${JSON.stringify(dist('collectors/dist/index.js'))};
      init({ applicationId: 'app', collectors: [longTasks()] });`);
    expect(collectorsIn(eager.code)).toEqual(['long-tasks']);
    expect(eager.code).not.toMatch(shared);
    expect(late).toBeDefined();
  });

  it('give a bundle of all collectors each one’s word', async () => {
    expect(everyPath.toSorted()).toEqual(Object.keys(words));
    const { eager, late } = await bundle(started);
    expect(collectorsIn(`${eager.code}${late?.code}`)).toEqual(Object.keys(words));
    expect(eager.code).toMatch(shared);
  });

  it('have a bundle load at once the traces of requests, and what comes of the rest late', async () => {
    const { eager, late } = await bundle(started);
    for (const word of Object.entries(words).flatMap(([path, code]) =>
      path in isNamed ? [] : code,
    ))
      expect([word, eager.code.includes(word), late?.code.includes(word)]).toEqual([
        word,
        false,
        true,
      ]);
    expect(eager.code).toContain('traceparent');
    expect(eager.imports).toEqual([]);
  });

  it.each(everyPath)('give a bundle of the collector `%s` no other', async (path) => {
    const module = JSON.stringify(dist(`collectors/dist/${path}.js`));
    const { eager } = await bundle(`export * from ${module};`);
    expect(collectorsIn(eager.code)).toEqual([path]);
  });

  it.each(['slim', 'route-views', 'consent/tcf', 'consent/google-consent-mode'])(
    'give a bundle of `%s` no collector',
    async (path) => {
      const module = JSON.stringify(dist(`rum/dist/${path}.js`));
      const { eager } = await bundle(`export * from ${module};`);
      expect(eager.code.trim()).not.toBe('');
      expect(collectorsIn(eager.code)).toEqual([]);
      expect(eager.code).not.toMatch(shared);
    },
  );

  it.each([
    ['the script tag', () => bundleOf(dist('rum/dist/script-tag.js'))],
    ['`init`', () => bundle(started)],
  ])('load with %s no code of others at once, and late that of web-vitals', async (_, load) => {
    const { eager, late } = await load();
    const others = [eager, late].map((chunk) => [
      ...new Set(
        Object.keys(chunk?.modules ?? {}).flatMap(
          (id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? [],
        ),
      ),
    ]);
    expect(others).toEqual([[], ['web-vitals']]);
  });
});
