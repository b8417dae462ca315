import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { NotFoundPage } from './pages/not-found/NotFoundPage.js';
import { OverviewPage } from './pages/overview/OverviewPage.js';
import { SessionPage } from './pages/session/SessionPage.js';
import { SessionsPage } from './pages/sessions/SessionsPage.js';
import { validateSearch } from './search.js';
import { Shell } from './shell/Shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, validateSearch });
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewPage });
const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  component: SessionsPage,
});
const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id',
  component: SessionPage,
});

/** Loaded when it is first shown: the player weighs as much as the rest. */
const replay = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$id/replay',
  component: lazyRouteComponent(() => import('./pages/replay/ReplayPage.js'), 'ReplayPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([overview, sessions, session, replay]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
