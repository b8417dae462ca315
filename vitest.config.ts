import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { chromium } from 'playwright';
import { defineConfig, type Plugin, type TestProjectInlineConfiguration } from 'vitest/config';
import { answerHostile } from './e2e/hostile.js';

/** Playwright's own Chromium where it is installed, else the system's: `scripts/browsers.mjs` sees to one. */
const executablePath = existsSync(chromium.executablePath()) ? undefined : '/usr/bin/chromium';
const conditions = ['@firsthand/source', 'import', 'module', 'default'];

/** Servers on bad days, on the origin of the tests. */
const hostile: Plugin = {
  name: 'hostile',
  configureServer: ({ middlewares }) =>
    void middlewares.use((request, response, next) => {
      if (!answerHostile(request, response)) next();
    }),
};

/** Tests of the server whose answers depend on where rows are. */
const CLUSTER_TESTS = testsOf([
  'ask-count',
  'ask-groups',
  'ask-lists',
  'counting',
  'erasure',
  'export',
  'hours',
  'hours-retention',
  'sealing',
  'store',
]);
/** Tests of the server that ask the store. */
const STORE_TESTS = [
  ...CLUSTER_TESTS,
  ...testsOf([
    'ask-routes',
    'clock-skew',
    'exactly-once',
    'fields',
    'queries',
    'questions',
    'replay-read',
    'seed',
  ]),
];

export default defineConfig({
  test: {
    projects: [
      inNode({
        name: 'node',
        include: [
          'packages/*/test/**/*.test.{ts,tsx}',
          'scripts/test/**/*.test.ts',
          'bench/test/**/*.test.ts',
        ],
      }),
      // Once more with a store on a ClickHouse server, and on a cluster.
      inNode({
        name: 'server over http',
        include: STORE_TESTS,
        setupFiles: ['packages/server/test/over-http.ts'],
      }),
      inNode({
        name: 'server on a cluster',
        include: CLUSTER_TESTS,
        setupFiles: ['packages/server/test/over-http.ts'],
        env: { FIRSTHAND_TEST_SHARDS: '2' },
      }),
      inBrowser({
        name: 'browser',
        groupOrder: 1,
        include: 'packages/*/test/**/*.browser.test.{ts,tsx}',
      }),
      // Once more with the other versions of routers that are supported.
      inBrowser({
        name: 'react-router-6',
        groupOrder: 2,
        root: 'packages/react',
        include: 'test/react-router.browser.test.tsx',
        instead: { 'react-router': 'react-router-6' },
      }),
      inBrowser({
        name: 'react-router-7',
        groupOrder: 3,
        root: 'packages/react',
        include: 'test/react-router.browser.test.tsx',
        instead: { 'react-router': 'react-router-7' },
      }),
      inBrowser({
        name: 'vue-router-4',
        groupOrder: 4,
        root: 'packages/vue',
        include: 'test/vue-router.browser.test.ts',
        instead: { 'vue-router': 'vue-router-4' },
      }),
    ],
  },
});

function testsOf(names: readonly string[]): string[] {
  return names.map((name) => `packages/server/test/${name}.test.ts`);
}

function inNode(test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  const fromSource = ['@firsthand/source', 'node', 'import', 'default'];
  return {
    resolve: { conditions: fromSource },
    ssr: { resolve: { conditions: fromSource } },
    test: {
      exclude: ['**/*.browser.test.{ts,tsx}'],
      pool: 'forks',
      // Threads that the server starts read its sources as well.
      execArgv: [
        '--conditions=@firsthand/source',
        `--import=${new URL('scripts/sources-in-threads.mjs', import.meta.url)}`,
      ],
      // Some start a server's process six times, on machines that do other work as well.
      testTimeout: 60_000,
      ...test,
    },
  };
}

function inBrowser({
  name,
  root = '.',
  include,
  instead = {},
  groupOrder,
}: BrowserProject): TestProjectInlineConfiguration {
  return {
    plugins: [hostile, importInstead(instead)],
    root,
    cacheDir: `node_modules/.vite/${name}`,
    resolve: { conditions: ['browser', ...conditions] },
    optimizeDeps: {
      // What is bundled when it is first seen would reload the page under a test.
      entries: [include],
      include: Object.values(instead),
      // They are ESM already.
      exclude: [
        '@rrweb/record',
        '@rrweb/types',
        'fast-check',
        'typebox',
        'typebox/compile',
        'web-vitals',
      ],
    },
    test: {
      name,
      include: [include],
      // A tab behind another draws nothing, and is given neither frames nor idle moments.
      fileParallelism: false,
      sequence: { groupOrder },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            ...(executablePath && { executablePath }),
            args: [
              '--no-sandbox',
              '--disable-background-networking',
              '--disable-component-update',
              '--disable-sync',
            ],
          },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}

interface BrowserProject {
  name: string;
  /** One after the other: they share a browser. */
  groupOrder: number;
  root?: string;
  include: string;
  /** By the name of a package, the one that our files import in its place. */
  instead?: Record<string, string>;
}

function importInstead(names: Record<string, string>): Plugin {
  return {
    name: 'import-instead',
    enforce: 'pre',
    resolveId(source, importer) {
      const name = names[source];
      const isOurs = importer?.includes('/packages/') && !importer.includes('/node_modules/');
      return name && isOurs ? this.resolve(name, importer) : null;
    },
  };
}
