/** Compiled by `pnpm typecheck`, never run: what must compile does, what must not does not. */
import { createRouter, type AnyRoute } from '@tanstack/react-router';
import { init, rum, type Rum } from '@firsthand/rum';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { createBrowserRouter, Route } from 'react-router';
import { createBrowserRouter as createBrowserRouter6 } from 'react-router-6';
import { createBrowserRouter as createBrowserRouter7 } from 'react-router-7';
import {
  ErrorBoundary,
  onCaughtError,
  onRecoverableError,
  onUncaughtError,
  reactPlugin,
  rootErrorHandlers,
  RumProfiler,
  RumProvider,
  useRum,
  type FallbackProps,
} from '../src/index.js';
import { onRouterTransitionStart } from '../src/next-app.js';
import { followRouter, Routes } from '../src/react-router.js';
import { followRouter as followTanStackRouter } from '../src/tanstack-router.js';

init({ applicationId: 'shop', plugins: [reactPlugin(), reactPlugin({ router: true })] });
// @ts-expect-error -- a plugin has a name
init({ applicationId: 'shop', plugins: [{}] });
// @ts-expect-error -- no such option
reactPlugin({ routes: true });

export const routers = [
  followRouter(createBrowserRouter([])),
  followRouter(createBrowserRouter7([]), rum),
  followRouter(createBrowserRouter6([])),
] as const;
export const navigated: Promise<void> = routers[0].navigate('/');
declare const routeTree: AnyRoute;
export const tanStackRouter = followTanStackRouter(createRouter({ routeTree }));
// @ts-expect-error -- a router
followRouter({});

createRoot(document.body, rootErrorHandlers());
createRoot(document.body, { onUncaughtError, onCaughtError, onRecoverableError });
hydrateRoot(document.body, null, {
  identifierPrefix: 'x',
  ...rootErrorHandlers({ rum, onCaughtError: (error: unknown) => console.error(error) }),
});
// @ts-expect-error -- no such handler
rootErrorHandlers({ onError: () => {} });

function Fallback({ error, resetError }: FallbackProps) {
  return <button type="button" onClick={resetError}>{`${String(error)}: again`}</button>;
}

export function Page() {
  const instance: Rum = useRum();
  return (
    <RumProvider rum={instance}>
      <ErrorBoundary fallback="Sorry" onError={(_, { componentStack }) => componentStack}>
        <ErrorBoundary fallback={Fallback}>
          <RumProfiler name="page">
            <Routes>
              <Route path="user/:id" />
            </Routes>
          </RumProfiler>
        </ErrorBoundary>
      </ErrorBoundary>
      {/* @ts-expect-error -- what is shown instead? */}
      <ErrorBoundary />
      {/* @ts-expect-error -- what is measured has a name */}
      <RumProfiler />
    </RumProvider>
  );
}

export const start: (url: string, navigationType: 'push' | 'replace' | 'traverse') => void =
  onRouterTransitionStart;
