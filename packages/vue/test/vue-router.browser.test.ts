import { h, onMounted, type Component } from 'vue';
import { createRouter, createWebHistory, RouterLink, RouterView, useRouter } from 'vue-router';
import { describe, expect, it } from 'vitest';
import { followRouter } from '../src/vue-router.js';
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
  '/guarded',
  '/moved',
  '/refused',
  '/slow',
  '/search?q=1',
  '/search?q=2',
  '/nowhere',
];

const Layout: Component = {
  render() {
    return [
      ...LINKS.map((to) => h(RouterLink, { to }, () => to)),
      h('p', `at ${this.$route.fullPath};`),
      h(RouterView),
    ];
  },
};
const Outlet: Component = { render: () => h(RouterView) };
const text = (value: string): Component => ({ render: () => value });
const Moved: Component = {
  setup() {
    const router = useRouter();
    onMounted(() => router.push('/user/8'));
    return () => 'moved';
  },
};
const wait = () => new Promise((resolve) => setTimeout(resolve, SLOW));

function renderRouter() {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/', component: text('home') },
      {
        path: '/user/:id',
        component: Outlet,
        children: [
          { path: '', component: text('user') },
          { path: 'posts/:post', component: text('post') },
        ],
      },
      { path: '/files/:path(.*)*', component: text('files') },
      { path: '/old', redirect: '/user/7' },
      { path: '/guarded', component: text(''), beforeEnter: () => '/user/7' },
      { path: '/moved', component: Moved },
      { path: '/refused', component: text(''), beforeEnter: () => false },
      {
        path: '/slow',
        component: text('slow'),
        async beforeEnter() {
          await wait();
        },
      },
      { path: '/search', component: text('search') },
    ],
  });
  followRouter(router, page.rum);
  page.render(Layout, { prepare: (app) => app.use(router) });
  return router;
}

describe('Vue Router', () => {
  const start = async (path: string, shown: string) => {
    history.replaceState(null, '', path);
    page.init({ router: true });
    renderRouter();
    await page.shown(shown);
  };

  it('each route is one view, named by its pattern', async () => {
    await start('/', 'at /;home');
    await page.follow('/user/7', 'at /user/7;user');
    await page.follow('/user/8', 'at /user/8;user');
    await page.follow('/user/7/posts/9', 'at /user/7/posts/9;post');
    await page.follow('/files/a/b.txt', 'at /files/a/b.txt;files');
    await page.follow('/', 'at /;home');
    expect(await page.told.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/user/:id', '/user/7', 'route_change'],
      ['/user/:id', '/user/8', 'route_change'],
      ['/user/:id/posts/:post', '/user/7/posts/9', 'route_change'],
      ['/files/:path(.*)*', '/files/a/b.txt', 'route_change'],
      ['/', '/', 'route_change'],
    ]);
  });

  it('back and forward are views', async () => {
    await start('/', 'at /;home');
    await page.follow('/user/7', 'at /user/7;user');
    history.back();
    await page.shown('at /;home');
    expect(await page.told.viewNames()).toEqual(['/', '/user/:id', '/']);
  });

  it.each([
    ['/old', '/user/7'],
    ['/guarded', '/user/7'],
    ['/moved', '/user/8'],
  ])('%s, which redirects, is the view that it leads to', async (from, to) => {
    await start('/', 'at /;home');
    await page.follow(from, `at ${to};user`);
    expect(await page.told.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/user/:id', to, 'route_change'],
    ]);
  });

  it.each([
    ['/old', '/user/7'],
    ['/guarded', '/user/7'],
    ['/moved', '/user/8'],
  ])('a page that is loaded at %s, which redirects, has one view', async (from, to) => {
    await start(from, `at ${to};user`);
    expect(await page.told.routes()).toEqual([['/user/:id', to, 'initial_load']]);
  });

  it('a route change has a loading time', async () => {
    await start('/', 'at /;home');
    await page.follow('/user/7', 'at /user/7;user');
    expect(await page.told.loadingTime('/user/:id')).toBeGreaterThan(0);
  });

  it('another query is no view', async () => {
    await start('/search?q=1', 'at /search?q=1;search');
    await page.follow('/search?q=2', 'at /search?q=2;search');
    expect(await page.told.viewNames()).toEqual(['/search']);
  });

  it('what no route matches is named *', async () => {
    await start('/', 'at /;home');
    await page.follow('/nowhere', 'at /nowhere;');
    expect(await page.told.viewNames()).toEqual(['/', '*']);
  });

  it('a view starts with the navigation, and not with one that was refused', async () => {
    await start('/', 'at /;home');
    page.container.querySelector<HTMLElement>('a[href="/refused"]')?.click();
    await wait();
    const clickedAt = Date.now();
    await page.follow('/slow', 'at /slow;slow');
    const [, slow, ...others] = await page.told.views();
    expect(others).toEqual([]);
    expect(slow?.view.name).toBe('/slow');
    expect(slow?.date).toBeGreaterThanOrEqual(clickedAt - 1);
    expect(slow?.date).toBeLessThan(clickedAt + SLOW);
  });
});
