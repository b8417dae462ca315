import type { ReactNode } from 'react';
import {
  BrowserRouter,
  createBrowserRouter,
  Link,
  Navigate,
  Outlet,
  redirect,
  Route,
  RouterProvider,
  useLocation,
} from 'react-router';
import { describe, expect, it } from 'vitest';
import { reactPlugin } from '../src/index.js';
import { FollowRouter, followRouter, Routes } from '../src/react-router.js';
import { usePages } from './render.js';

const page = usePages();
const router = () => [reactPlugin({ router: true })];

const LINKS = [
  '/',
  '/user/7',
  '/user/8',
  '/user/7/posts/9',
  '/files/a/b.txt',
  '/old',
  '/moved',
  '/slow',
  '/user/7/albums/9',
  '/user/7/albums/10',
  '/search?q=1',
  '/search?q=2',
  '/nowhere',
];

function Layout() {
  const { pathname, search } = useLocation();
  return (
    <>
      {LINKS.map((href) => (
        <Link key={href} to={href}>
          link
        </Link>
      ))}
      <p>{`at ${pathname}${search};`}</p>
      <Outlet />
    </>
  );
}

const SLOW = 150;
const wait = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay));

const dataRoutes = (layout: ReactNode = <Layout />) => [
  {
    path: '/',
    element: layout,
    children: [
      { index: true, element: 'home' },
      {
        path: 'user/:id',
        element: <Outlet />,
        children: [
          { index: true, element: 'user' },
          { path: 'posts/:post', element: 'post' },
        ],
      },
      { path: 'files/*', element: 'files' },
      { path: 'old', loader: () => redirect('/user/7') },
      { path: 'moved', element: <Navigate to="/user/8" /> },
      { path: 'slow', loader: async () => wait(SLOW).then(() => null), element: 'slow' },
      { path: 'search', element: 'search' },
    ],
  },
];

function renderData() {
  page.render(
    <RouterProvider router={followRouter(createBrowserRouter(dataRoutes()), page.rum)} />,
  );
}

function renderFramework() {
  const layout = (
    <>
      <FollowRouter />
      <Layout />
    </>
  );
  page.render(<RouterProvider router={createBrowserRouter(dataRoutes(layout))} />);
}

function User() {
  return (
    <Routes>
      <Route index element="user" />
      <Route path="posts/:post" element="post" />
      <Route path="albums/*" element={<Albums />} />
    </Routes>
  );
}

function Albums() {
  return (
    <Routes>
      <Route path=":album" element="album" />
    </Routes>
  );
}

function renderDeclarative() {
  page.render(
    <BrowserRouter>
      <Routes>
        <Route path="/" element={<Layout />}>
          <Route index element="home" />
          <Route path="user/:id/*" element={<User />} />
          <Route path="files/*" element="files" />
          <Route path="old" element={<Navigate to="/user/7" replace />} />
          <Route path="moved" element={<Navigate to="/user/8" />} />
          <Route path="slow" element="slow" />
          <Route path="search" element="search" />
        </Route>
      </Routes>
    </BrowserRouter>,
  );
}

it('three levels of routes are one pattern', async () => {
  history.replaceState(null, '', '/');
  page.init({ plugins: router() });
  renderDeclarative();
  await page.shown('at /;');
  await page.follow('/user/7/albums/9', 'at /user/7/albums/9;');
  await page.follow('/user/7/albums/10', 'at /user/7/albums/10;');
  expect(await page.told.viewNames()).toEqual([
    '/',
    '/user/:id/albums/:album',
    '/user/:id/albums/:album',
  ]);
});

describe.each([
  ['data', renderData],
  ['framework', renderFramework],
  ['declarative', renderDeclarative],
])('in %s mode', (mode, render) => {
  const start = async (path: string, text = `at ${path};`) => {
    history.replaceState(null, '', path);
    page.init({ plugins: router() });
    render();
    await page.shown(text);
  };

  it('each route is one view, named by its pattern', async () => {
    await start('/');
    await page.follow('/user/7', 'at /user/7;');
    await page.follow('/user/8', 'at /user/8;');
    await page.follow('/user/7/posts/9', 'at /user/7/posts/9;');
    await page.follow('/files/a/b.txt', 'at /files/a/b.txt;');
    await page.follow('/', 'at /;');
    expect(await page.told.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/user/:id', '/user/7', 'route_change'],
      ['/user/:id', '/user/8', 'route_change'],
      ['/user/:id/posts/:post', '/user/7/posts/9', 'route_change'],
      ['/files/*', '/files/a/b.txt', 'route_change'],
      ['/', '/', 'route_change'],
    ]);
  });

  it('back and forward are views', async () => {
    await start('/');
    await page.follow('/user/7', 'at /user/7;');
    history.back();
    await page.shown('at /;');
    expect(await page.told.viewNames()).toEqual(['/', '/user/:id', '/']);
  });

  it.each([
    ['/old', '/user/7'],
    ['/moved', '/user/8'],
  ])('%s, which redirects, is the view that it leads to', async (from, to) => {
    await start('/');
    await page.follow(from, `at ${to};`);
    expect(await page.told.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/user/:id', to, 'route_change'],
    ]);
  });

  it.each([
    ['/old', '/user/7'],
    ['/moved', '/user/8'],
  ])('a page that is loaded at %s, which redirects, has one view', async (from, to) => {
    await start(from, `at ${to};`);
    expect(await page.told.routes()).toEqual([['/user/:id', to, 'initial_load']]);
  });

  it('a route change has a loading time', async () => {
    await start('/');
    await page.follow('/user/7', 'at /user/7;');
    expect(await page.told.loadingTime('/user/:id')).toBeGreaterThan(0);
  });

  it('another query is no view', async () => {
    await start('/search?q=1');
    await page.follow('/search?q=2', 'at /search?q=2;');
    expect(await page.told.viewNames()).toEqual(['/search']);
  });

  it('what no route matches is named *', async () => {
    await start('/');
    await page.follow('/nowhere', mode === 'declarative' ? '' : '404');
    await expect.poll(page.told.viewNames).toEqual(['/', '*']);
  });

  it.skipIf(mode === 'declarative')('a view starts with the navigation', async () => {
    await start('/');
    const clickedAt = Date.now();
    await page.follow('/slow', 'at /slow;');
    const [, slow] = await page.told.views();
    expect(slow?.view.name).toBe('/slow');
    expect(slow?.date).toBeGreaterThanOrEqual(clickedAt - 1);
    expect(slow?.date).toBeLessThan(clickedAt + SLOW);
  });
});
