import {
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  Navigate,
  Outlet,
  redirect,
  RouterProvider,
  useLocation,
} from '@tanstack/react-router';
import { describe, expect, it } from 'vitest';
import { reactPlugin } from '../src/index.js';
import { followRouter } from '../src/tanstack-router.js';
import { usePages } from './render.js';

const page = usePages();
const SLOW = 150;

const LINKS = [
  '/',
  '/user/7',
  '/user/8',
  '/user/7/posts/9',
  '/files/a/b.txt',
  '/old',
  '/moved',
  '/slow',
  '/search?q=1',
  '/search?q=2',
  '/nowhere',
];

function Layout() {
  const { pathname, searchStr } = useLocation();
  return (
    <>
      {LINKS.map((href) => (
        <Link
          key={href}
          to={href.replace(/\?.*/, '')}
          search={(/q=\d/.test(href) ? { q: Number(href.at(-1)) } : {}) as never}
        >
          {href}
        </Link>
      ))}
      <p>{`at ${pathname}${searchStr};`}</p>
      <Outlet />
    </>
  );
}

function renderRouter() {
  const root = createRootRoute({ component: Layout, notFoundComponent: () => 'not found' });
  const under = (path: string) => ({ getParentRoute: () => root, path }) as const;
  const user = createRoute({ ...under('user/$id'), component: Outlet });
  const pathless = createRoute({ getParentRoute: () => root, id: 'pathless', component: Outlet });
  const routeTree = root.addChildren([
    createRoute({ ...under('/'), component: () => 'home' }),
    user.addChildren([
      createRoute({ getParentRoute: () => user, path: '/', component: () => 'user' }),
      createRoute({ getParentRoute: () => user, path: 'posts/$post', component: () => 'post' }),
    ]),
    createRoute({ ...under('files/$'), component: () => 'files' }),
    createRoute({
      ...under('old'),
      beforeLoad: () => {
        throw redirect({ to: '/user/7' });
      },
    }),
    createRoute({ ...under('moved'), component: () => <Navigate to="/user/8" /> }),
    createRoute({
      ...under('slow'),
      loader: () => new Promise((resolve) => setTimeout(resolve, SLOW, {})),
      component: () => 'slow',
    }),
    pathless.addChildren([
      createRoute({ getParentRoute: () => pathless, path: 'search', component: () => 'search' }),
    ]),
  ]);
  page.render(<RouterProvider router={followRouter(createRouter({ routeTree }), page.rum)} />);
}

describe('TanStack Router', () => {
  const start = async (path: string, text = `at ${path};`) => {
    history.replaceState(null, '', path);
    page.init({ plugins: [reactPlugin({ router: true })] });
    renderRouter();
    await page.shown(text);
  };

  it('each route is one view, named by its pattern', async () => {
    await start('/', 'home');
    await page.follow('/user/7', 'at /user/7;user');
    await page.follow('/user/8', 'at /user/8;user');
    await page.follow('/user/7/posts/9', 'at /user/7/posts/9;post');
    await page.follow('/files/a/b.txt', 'at /files/a/b.txt;files');
    await page.follow('/', 'at /;home');
    expect(await page.told.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/user/$id', '/user/7', 'route_change'],
      ['/user/$id', '/user/8', 'route_change'],
      ['/user/$id/posts/$post', '/user/7/posts/9', 'route_change'],
      ['/files/$', '/files/a/b.txt', 'route_change'],
      ['/', '/', 'route_change'],
    ]);
  });

  it.each([
    ['/old', '/user/7'],
    ['/moved', '/user/8'],
  ])('%s, which redirects, is the view that it leads to', async (from, to) => {
    await start('/', 'home');
    await page.follow(from, `at ${to};user`);
    expect(await page.told.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/user/$id', to, 'route_change'],
    ]);
  });

  it.each([
    ['/old', '/user/7'],
    ['/moved', '/user/8'],
  ])('a page that is loaded at %s, which redirects, has one view', async (from, to) => {
    await start(from, `at ${to};user`);
    expect(await page.told.routes()).toEqual([['/user/$id', to, 'initial_load']]);
  });

  it('a route change has a loading time', async () => {
    await start('/', 'home');
    await page.follow('/user/7', 'at /user/7;user');
    expect(await page.told.loadingTime('/user/$id')).toBeGreaterThan(0);
  });

  it('another query is no view, and routes without a path have no part in the name', async () => {
    await start('/search?q=1');
    await page.follow('/search?q=2', 'at /search?q=2;');
    expect(await page.told.viewNames()).toEqual(['/search']);
  });

  it('what no route matches is named *', async () => {
    await start('/', 'home');
    await page.follow('/nowhere', 'not found');
    expect(await page.told.viewNames()).toEqual(['/', '*']);
  });

  it('a view starts with the navigation', async () => {
    await start('/', 'home');
    const clickedAt = Date.now();
    await page.follow('/slow', 'at /slow;slow');
    const [, slow] = await page.told.views();
    expect(slow?.view.name).toBe('/slow');
    expect(slow?.date).toBeGreaterThanOrEqual(clickedAt - 1);
    expect(slow?.date).toBeLessThan(clickedAt + SLOW);
  });
});
