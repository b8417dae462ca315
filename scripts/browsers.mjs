import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { root } from './toolchain.mjs';

/** By Playwright's name, the system's files and Debian's packages that stand in for its own. */
const BROWSERS = {
  chromium: { files: ['/usr/bin/chromium'], packages: ['chromium'] },
  firefox: { files: ['/usr/bin/firefox-esr'], packages: ['firefox-esr'] },
  webkit: {
    files: ['/usr/bin/WebKitWebDriver', '/usr/bin/xvfb-run'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
  },
};

/**
 * Sees to the browsers of the tests: Playwright's own, else the system's, else those that Debian's package manager
 * or Playwright installs.
 *
 * @param names of them. Default: all
 * @throws an Error that says what to do when one cannot be had
 */
export function ensureBrowsers(env, names = Object.keys(BROWSERS)) {
  const missing = () => names.filter((name) => !isThere(name));
  if (!missing().length) return;
  console.log(`Browsers are installed for the tests: ${missing().join(', ')}.`);
  installFromDebian(
    env,
    missing().map((name) => BROWSERS[name].packages),
  );
  for (const name of missing())
    spawnSync('node', ['node_modules/playwright/cli.js', 'install', name], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
  const [name] = missing();
  if (name) {
    const { files, packages } = BROWSERS[name];
    throw new Error(
      `The tests need ${name}: run "npx playwright install --with-deps ${name}", or install what has ${files.join(' and ')} (Debian: ${packages.join(', ')}).`,
    );
  }
}

/** Old libraries of strange pages, and a clock that is wrong. Where they cannot be had, tests with them are left out. */
const SURROUNDINGS = {
  faketime: '/usr/bin/faketime',
  'libjs-mootools': '/usr/share/javascript/mootools',
  'libjs-prototype': '/usr/share/javascript/prototype',
};

/** Sees to what only Debian has, if this is one. */
export function ensureSurroundings(env) {
  const missing = Object.entries(SURROUNDINGS).filter(([, path]) => !existsSync(path));
  if (missing.length)
    installFromDebian(
      env,
      missing.map(([name]) => [name]),
    );
}

/** One group of packages after the other, so that one that is not there costs no other. */
function installFromDebian(env, groups) {
  if (process.getuid?.() !== 0) return;
  const options = { stdio: 'inherit', env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], options);
  for (const packages of groups)
    spawnSync('apt-get', ['install', '-y', '-qq', ...packages], options);
}

function isThere(name) {
  const browser = createRequire(`${root}/package.json`)('playwright')[name];
  return (
    existsSync(browser.executablePath()) || BROWSERS[name].files.every((file) => existsSync(file))
  );
}
