/** Compiled by `pnpm typecheck`, never run: what must compile does, what must not does not. */
import { init, rum, type Rum } from '@firsthand/rum';
import { createApp, h } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { createRouter as createRouter4, createWebHistory as createWebHistory4 } from 'vue-router-4';
import { installErrorHandler, RumProfiler, useRum, vuePlugin } from '../src/index.js';
import { followRouter } from '../src/vue-router.js';

const plugin = vuePlugin({ router: true });
init({ applicationId: 'shop', plugins: [plugin] });
// @ts-expect-error -- no such option
vuePlugin({ routes: true });

export const routers = [
  followRouter(createRouter({ history: createWebHistory(), routes: [] })),
  followRouter(createRouter4({ history: createWebHistory4(), routes: [] }), rum),
] as const;
export const navigated = routers[0].push('/');
// @ts-expect-error -- a router
followRouter({});

const app = createApp({ setup: () => ({ rum: useRum() satisfies Rum }) });
app.use(plugin).use(routers[0]);
installErrorHandler(app);
installErrorHandler(app, rum);

export const profiler = h(RumProfiler, { name: 'page' });
// @ts-expect-error -- what is measured has a name
h(RumProfiler, {});
