import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ensureBrowsers, ensureSurroundings } from './browsers.mjs';
import { main, root, run, toolchain } from './toolchain.mjs';

/** Checks that pass or fail as a whole; each counts as one. Long ones first, so that none ends alone. */
const GATES = [
  ['Packages as published', 'pnpm', ['check:packages']],
  ['Types', 'pnpm', ['typecheck']],
  ['Documentation site, without a dead link', 'pnpm', ['docs:site']],
  ['Publishing, as a dry run', 'pnpm', ['-r', 'publish', '--dry-run', '--no-git-checks']],
  ['Sizes', 'pnpm', ['check:sizes']],
  ['Unused files, exports and dependencies', 'pnpm', ['exec', 'knip']],
  ['Lint and format', 'pnpm', ['lint']],
];

/**
 * `npm test`: installs what is missing, builds, then all checks, unit tests (Node and browser) and end-to-end
 * tests. The last line sums them up: `N passed, N failed`.
 */
await main(async () => {
  const env = toolchain();
  run('pnpm', ['install', '--frozen-lockfile'], { env });
  ensureBrowsers(env);
  ensureSurroundings(env);
  run('pnpm', ['build'], { env });

  const folder = mkdtempSync(join(tmpdir(), 'firsthand-test-'));
  const results = [
    ...(await gates()),
    report(
      'Unit tests',
      ['exec', 'vitest', 'run', '--reporter=default', '--reporter=json'],
      vitestCounts,
    ),
    report(
      'End-to-end tests',
      ['--filter', '@firsthand/e2e', 'exec', 'playwright', 'test'],
      playwrightCounts,
    ),
  ];
  rmSync(folder, { recursive: true });

  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  process.exitCode = sum('failed') ? 1 : 0;
  for (const failure of results.flatMap(({ failures = [] }) => failures))
    console.error(`\n✗ ${failure}`);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);

  /** Two at a time: most of them keep one core busy. */
  async function gates() {
    const results = [];
    const waiting = GATES.values();
    const lane = async () => {
      for (const check of waiting) results.push(await gate(check));
    };
    await Promise.all([lane(), lane()]);
    return results;
  }

  /** Its output is shown when it has ended, so that no two mix. */
  async function gate([name, command, args]) {
    const child = spawn(command, args, { cwd: root, env });
    const output = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => output.push(chunk));
    const status = await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
    console.log(`\n── ${name}\n${Buffer.concat(output)}`);
    if (status === 0) return { passed: 1, failed: 0 };
    console.error(`${name}: failed`);
    return { passed: 0, failed: 1, failures: [name] };
  }

  /** Runs a test runner that writes JSON to a file; a runner that fails without a failed test counts as one. */
  function report(name, args, counts) {
    console.log(`\n── ${name}`);
    const file = join(folder, `${name}.json`);
    const { status } = spawnSync(
      'pnpm',
      [...args, ...(counts === vitestCounts ? [`--outputFile.json=${file}`] : [])],
      {
        cwd: root,
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
        stdio: 'inherit',
      },
    );
    let result;
    try {
      result = counts(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      result = { passed: 0, failed: 0 };
    }
    return status === 0 && result.passed
      ? result
      : { ...result, failed: Math.max(1, result.failed) };
  }
});

function vitestCounts({ numPassedTests, numFailedTests, testResults }) {
  const failures = testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [`${name}\n${message}`] : []),
    ...assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) => `${name} › ${fullName}\n${failureMessages.join('\n')}`,
      ),
  ]);
  return { passed: numPassedTests, failed: numFailedTests, failures };
}

function playwrightCounts({ stats: { expected, unexpected, flaky }, suites }) {
  const failures = suites.flatMap(specsOf).flatMap(({ file, line, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .flatMap(({ results }) => results.flatMap(({ errors }) => errors))
      .map(({ message }) => `${file}:${line} › ${title}\n${message}`),
  );
  return { passed: expected, failed: unexpected + flaky, failures };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}
