import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** What the built packages do on a server that renders with them: all entry points are imported and used. */
const script = `
  const names = () => Object.getOwnPropertyNames(globalThis);
  let requests = 0;
  globalThis.fetch = async () => { requests += 1; };
  const values = () => [fetch, setTimeout, Promise, EventTarget.prototype.addEventListener, console.error];
  const { createElement: h } = await import('react');
  const { renderToString } = await import('react-dom/server');
  const { createStaticHandler, createStaticRouter, Route, StaticRouter, StaticRouterProvider } = await import('react-router');
  const tanstack = await import('@tanstack/react-router');
  const { PathnameContext } = await import('next/dist/shared/lib/hooks-client-context.shared-runtime.js');
  const before = new Set([...names(), ...values()]);

  const { init } = await import('@firsthand/rum');
  const { ErrorBoundary, reactPlugin, rootErrorHandlers, RumProfiler, useRum } = await import('@firsthand/react');
  const reactRouter = await import('@firsthand/react/react-router');
  const tanstackRouter = await import('@firsthand/react/tanstack-router');
  const nextApp = await import('@firsthand/react/next-app');
  await import('@firsthand/react/next-pages');
  init({ applicationId: 'app', plugins: [reactPlugin({ router: true })] });
  rootErrorHandlers();

  const Child = () => useRum() && h('p', null, 'shown');
  const page = h(ErrorBoundary, { fallback: 'Sorry' }, h(RumProfiler, { name: 'page' }, h(Child)));
  const routes = [{ path: '/', element: h('div', null, h(reactRouter.FollowRouter), page) }];
  const { query, dataRoutes } = createStaticHandler(routes);
  const context = await query(new Request('http://localhost/'));
  const router = createStaticRouter(dataRoutes, context);
  const routeTree = tanstack.createRootRoute({ component: () => page });
  const history = tanstack.createMemoryHistory({ initialEntries: ['/'] });
  const other = tanstackRouter.followRouter(tanstack.createRouter({ routeTree, history }));
  await other.load();

  console.log(JSON.stringify({
    html: [
      renderToString(page),
      renderToString(h(StaticRouterProvider, { router, context, hydrate: false })),
      renderToString(h(StaticRouter, { location: '/' }, h(reactRouter.Routes, null, h(Route, { path: '/', element: page })))),
      renderToString(h(tanstack.RouterProvider, { router: other })),
      renderToString(h(PathnameContext.Provider, { value: '/' }, h(nextApp.FollowRouter), page)),
    ],
    changes: [...names(), ...values()].filter((value) => !before.has(value)).map(String)
      // TanStack Router's own.
      .filter((name) => name !== '__TSR_CACHE__'),
    requests,
  }));`;

it('rendering on a server shows the children, changes no global and sends nothing', () => {
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  });
  const { html, ...rest } = JSON.parse(answer) as { html: string[] };
  for (const each of html) expect(each).toContain('<p>shown</p>');
  expect(rest).toEqual({ changes: [], requests: 0 });
});
