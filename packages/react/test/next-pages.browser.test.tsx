import './next-globals.js';
import { RouterContext } from 'next/dist/shared/lib/router-context.shared-runtime.js';
import type { NextRouter } from 'next/router.js';
import { createElement } from 'react';
import { expect, it } from 'vitest';
import { reactPlugin } from '../src/index.js';
import { FollowRouter } from '../src/next-pages.js';
import { usePages } from './render.js';

const page = usePages();
const listeners = new Map<string, Set<(...args: never[]) => void>>();
/** As Next.js has them. */
const events = {
  on: (type: string, listener: () => void) =>
    listeners.set(type, (listeners.get(type) ?? new Set()).add(listener)),
  off: (type: string, listener: () => void) => listeners.get(type)?.delete(listener),
  emit(type: string, ...args: unknown[]) {
    for (const listener of listeners.get(type) ?? []) listener(...(args as never[]));
  },
};

/** What the pages router provides, when it has come to a page. */
function show(pathname: string, asPath: string, { isReady = true } = {}) {
  if (isReady) history.pushState(null, '', asPath);
  const value = { pathname, asPath, isReady, events } as unknown as NextRouter;
  page.render(createElement(RouterContext.Provider, { value }, <FollowRouter />, `at ${asPath};`));
  return page.shown(`at ${asPath};`);
}

it('the pages router: each route is one view, named by its pattern', async () => {
  page.init({ plugins: [reactPlugin({ router: true })] });
  // A page that was rendered ahead of time learns its parameters when it has hydrated.
  await show('/user/[id]', '/user/[id]', { isReady: false });
  await show('/user/[id]', '/user/7?tab=1');
  document.body.click();
  await show('/user/[id]', '/user/7?tab=2#top');
  document.body.click();
  await show('/docs/[...rest]', '/docs/a/b');
  expect(await page.told.routes()).toEqual([
    ['/user/[id]', '/user/7', 'initial_load'],
    ['/docs/[...rest]', '/docs/a/b', 'route_change'],
  ]);
});

it('the pages router: a view starts with the navigation, unless that fails', async () => {
  page.init({ plugins: [reactPlugin({ router: true })] });
  await show('/', '/');
  document.body.click();
  events.emit('routeChangeStart', '/broken', { shallow: false });
  events.emit('routeChangeError', new Error('cancelled'), '/broken', { shallow: false });
  const [delay, clickedAt] = [50, Date.now()];
  await new Promise((resolve) => setTimeout(resolve, delay));
  document.body.click();
  const startedAt = Date.now();
  events.emit('routeChangeStart', '/slow', { shallow: false });
  await new Promise((resolve) => setTimeout(resolve, delay));
  await show('/slow', '/slow');
  const [, slow] = await page.told.views();
  expect(slow?.view.name).toBe('/slow');
  expect(slow?.date).toBeGreaterThanOrEqual(clickedAt + delay - 2);
  expect(slow?.date).toBeLessThan(startedAt + delay);
});
