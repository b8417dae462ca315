import './next-globals.js';
import { LayoutRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import {
  PathnameContext,
  PathParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime.js';
import { createElement } from 'react';
import { expect, it } from 'vitest';
import { reactPlugin } from '../src/index.js';
import { FollowRouter } from '../src/next-app.js';
import { usePages } from './render.js';

const page = usePages();

/** What the app router provides. */
function show(pathname: string, params: Record<string, string | string[]> = {}) {
  if (location.pathname !== pathname) history.pushState(null, '', pathname);
  page.render(
    <PathnameContext.Provider value={pathname}>
      <PathParamsContext.Provider value={params}>
        {`at ${pathname};`}
        <FollowRouter />
      </PathParamsContext.Provider>
    </PathnameContext.Provider>,
  );
  return page.shown(`at ${pathname};`);
}

it('the app router: each route is one view, named by its pattern', async () => {
  history.replaceState(null, '', '/');
  page.init({ plugins: [reactPlugin({ router: true })] });
  await show('/');
  document.body.click();
  await show('/en/user/7', { lang: 'en', id: '7' });
  document.body.click();
  await show('/docs/a/b', { rest: ['a', 'b'] });
  await show('/docs/a/b', { rest: ['a', 'b'] });
  expect(await page.told.routes()).toEqual([
    ['/', '/', 'initial_load'],
    ['/[lang]/user/[id]', '/en/user/7', 'route_change'],
    ['/docs/[...rest]', '/docs/a/b', 'route_change'],
  ]);
});

it('the app router: a route is named as the router knows it, where it says so', async () => {
  history.replaceState(null, '', '/');
  page.init({ plugins: [reactPlugin({ router: true })] });
  await show('/');
  document.body.click();
  const below = ['shop', { children: ['__PAGE__', {}] }];
  const tree = ['', { children: [['shop', 'shop', 'd', null], { children: below }] }];
  history.pushState({ __PRIVATE_NEXTJS_INTERNALS_TREE: { tree } }, '', '/shop/shop');
  await show('/shop/shop', { shop: 'shop' });
  document.body.click();
  // The state of another page.
  history.replaceState(history.state, '', '/user/7');
  await show('/user/7', { id: '7' });
  expect(await page.told.viewNames()).toEqual(['/', '/[shop]/shop', '/user/[id]']);
});

it('the app router: a route change has a loading time', async () => {
  history.replaceState(null, '', '/');
  page.init({ plugins: [reactPlugin({ router: true })] });
  await show('/');
  document.body.click();
  await show('/user/7', { id: '7' });
  expect(await page.told.loadingTime('/user/[id]')).toBeGreaterThan(0);
});

it('the app router: a view whose component redirects is the one that it leads to', async () => {
  history.replaceState(null, '', '/old');
  page.init({ plugins: [reactPlugin({ router: true })] });
  await show('/old');
  await show('/user/7', { id: '7' });
  expect(await page.told.routes()).toEqual([['/user/[id]', '/user/7', 'initial_load']]);
});

it.each(['/_not-found', '_not-found'])('the app router: %s is named *', async (segment) => {
  history.replaceState(null, '', '/nowhere');
  page.init({ plugins: [reactPlugin({ router: true })] });
  const parentTree = ['', { children: [segment, { children: ['__PAGE__', {}] }] }];
  page.render(
    createElement(
      LayoutRouterContext.Provider,
      { value: { parentTree } as never },
      createElement(PathnameContext.Provider, { value: '/nowhere' }, <FollowRouter />, 'not found'),
    ),
  );
  await page.shown('not found');
  expect(await page.told.viewNames()).toEqual(['*']);
});
