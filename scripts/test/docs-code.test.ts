import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Beside the dependencies of the documentation, so that what its code imports is found. */
const folder = `${root}docs/.code`;
const pages = [
  ...readdirSync(`${root}docs`)
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'README.md',
  'CONTRIBUTING.md',
];

interface Block {
  page: string;
  line: number;
  language: string;
  code: string;
}

const blocks: Block[] = pages.flatMap((page) => {
  const text = readFileSync(root + page, 'utf8');
  return Array.from(text.matchAll(/^( *)```(\w+).*\n([\s\S]*?)^\1```$/gm), (match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    language: match[2] ?? '',
    code: match[3] ?? '',
  }));
});

/** Adapters, of which pages with the script tag have each as a file. */
const CONSENT_TOOLS = Object.keys(
  (
    JSON.parse(readFileSync(`${root}packages/rum/package.json`, 'utf8')) as {
      exports: Record<string, object>;
    }
  ).exports,
).flatMap((path) => /^\.\/consent\/(.*)/.exec(path)?.[1] ?? []);
const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const inLanguage = (...languages: string[]) =>
  blocks.filter(({ language }) => languages.includes(language));
const nameOf = ({ page, line }: Block) => `${page}:${line}`;

/** What a block of HTML runs. */
const scriptsOf = ({ code }: Block) =>
  Array.from(code.matchAll(/<script>([\s\S]*?)<\/script>/g), ([, script]) => script).join('\n');

/** What a block of a diff has afterwards. */
const addedBy = ({ code }: Block) =>
  Array.from(code.matchAll(/^ *\+(.*)$/gm), ([, line]) => line).join('\n');

interface Script {
  content: string;
  lang?: string;
}
/** The part of Vue's compiler that is used here; its types are the documentation's, not the root's. */
interface VueCompiler {
  parse(code: string): {
    errors: Error[];
    descriptor: { script: Script | null; scriptSetup: Script | null };
  };
}
const vue = createRequire(`${root}docs/package.json`)('vue/compiler-sfc') as VueCompiler;
const components = inLanguage('vue').map((block) => ({ block, ...vue.parse(block.code) }));

describe('code in the documentation', () => {
  const compiled = [
    ...inLanguage('ts', 'tsx', 'js'),
    ...inLanguage('diff').map((block) => ({ ...block, language: 'ts', code: addedBy(block) })),
    ...components.map(({ block, descriptor: { script, scriptSetup } }) => {
      const { lang = 'js', content = '' } = scriptSetup ?? script ?? {};
      return { ...block, language: lang, code: content };
    }),
    ...inLanguage('html').map((block) => ({ ...block, language: 'js', code: scriptsOf(block) })),
  ].filter(({ code }) => code.trim());
  const fileOf = (block: Block) =>
    `${folder}/${basename(block.page, '.md')}-${block.line}.${block.language}`;
  const faults = compile(compiled, fileOf);

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(compiled.map((block) => [nameOf(block), block] as const))('compiles: %s', (_, block) => {
    expect(faults.get(fileOf(block)) ?? []).toEqual([]);
  });

  it.each(components.map(({ block, errors }) => [nameOf(block), errors] as const))(
    'is a Vue component: %s',
    (_, errors) => {
      expect(errors).toEqual([]);
    },
  );

  it.each(inLanguage('json').map((block) => [nameOf(block), block] as const))(
    'is JSON: %s',
    (_, { code }) => {
      expect(() => JSON.parse(code)).not.toThrow();
    },
  );

  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    scripts: Record<string, string>;
  };
  const commands = inLanguage('sh').flatMap((block) =>
    block.code
      .split('\n')
      .map((line) => line.replace(/\s*#.*/, '').trim())
      .filter(Boolean)
      .map((command) => [`${nameOf(block)}: ${command}`, command] as const),
  );
  it.each(commands)('names a command that there is: %s', (_, command) => {
    const [, script = ''] = /^(?:npm(?: run)?|pnpm(?: run)?) ([\w:]+)/.exec(command) ?? [];
    const known = ['install', 'create', 'exec', 'dev', 'build', ...Object.keys(scripts)];
    const isKnown =
      known.includes(script) ||
      /^(?:cd|npx firsthand|firsthand|pnpm --filter|curl) /.test(`${command} `);
    expect(isKnown).toBe(true);
  });

  it('is in a language that is checked', () => {
    const checked = new Set(['ts', 'tsx', 'js', 'vue', 'html', 'json', 'sh', 'diff']);
    expect(blocks.filter(({ language }) => !checked.has(language)).map(nameOf)).toEqual([]);
  });
});

it.each(['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md'])('%s has no dead link', (page) => {
  const links = readFileSync(root + page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g);
  const dead = Array.from(links, ([, link = '']) => link).filter(
    (link) => !existsSync(root + link),
  );
  expect(dead).toEqual([]);
});

/** Type errors by file. */
function compile(
  all: readonly Block[],
  fileOf: (block: Block) => string,
): Map<string, readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const globals = `${folder}/globals.d.ts`;
  // Pages show the import once, and the script tag makes it a global.
  writeFileSync(
    globals,
    `import * as firsthand from '@firsthand/rum';
    ${CONSENT_TOOLS.map((name) => `import type * as ${camel(name)} from '@firsthand/rum/consent/${name}';`).join('\n')}
    declare global {
      const FIRSTHAND_CONSENT: ${CONSENT_TOOLS.map((name) => `typeof ${camel(name)}`).join(' & ')};
      // Of the tools themselves.
      const CookieConsent: { run(configuration: object): void };
      const cookieconsent: { initialise(options: object, done: (banner: object) => void): void };
      var banner: object, dataLayer: unknown[], klaroConfig: object;
      const FIRSTHAND: typeof firsthand & { onReady(callback: () => void): void };
      const init: typeof firsthand.init;
      const rum: typeof firsthand.rum;
      const applicationId: string, service: string, env: string, version: string;
      function defineNuxtConfig(config: object): object;
    }`,
  );
  const files = all.map((block) => {
    const file = fileOf(block);
    writeFileSync(file, `${block.code}\nexport {};\n`);
    return file;
  });
  const { options } = ts.parseJsonConfigFileContent(
    {
      extends: '../../tsconfig.base.json',
      compilerOptions: {
        lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        types: ['node'],
        typeRoots: [`${root}node_modules/@types`],
        jsx: 'react-jsx',
        allowJs: true,
        checkJs: true,
        noImplicitAny: false,
        noUnusedLocals: false,
        noUnusedParameters: false,
      },
    },
    ts.sys,
    folder,
  );
  const program = ts.createProgram([globals, ...files], options);
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file);
      return [
        file,
        ts
          .getPreEmitDiagnostics(program, source)
          .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
      ];
    }),
  );
}
