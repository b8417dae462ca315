import { rum } from '@firsthand/rum';
import { keptEvents } from '@firsthand/testing';
import { createApp, h } from 'vue';
import { createRouter, createWebHistory, RouterView } from 'vue-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useRum } from '../src/index.js';
import { startInNuxt, type NuxtApp } from '../src/nuxt-plugin.js';

type Listener = (...args: unknown[]) => void;
let kept: ReturnType<typeof keptEvents>;
let address: string;

beforeEach(() => {
  address = location.href;
  localStorage.clear();
  kept = keptEvents(() => rum.flush());
  history.replaceState(null, '', '/user/7');
});
afterEach(() => {
  rum.destroy();
  vi.restoreAllMocks();
  history.replaceState(null, '', address);
});

/** What Nuxt hands to a plugin. */
function nuxt(routes: string[]) {
  const hooks = new Map<string, Listener>();
  const user = vi.fn<() => unknown>(useRum);
  const vueApp = createApp({ setup: () => () => [h(RouterView), void user()] });
  const router = createRouter({
    history: createWebHistory(),
    routes: routes.map((path) => ({ path, component: { render: () => 'shown' } })),
  });
  const app: NuxtApp = {
    vueApp,
    $router: router,
    hook: (name: string, listener: unknown) => hooks.set(name, listener as Listener),
  };
  return { app, router, call: (name: string, ...args: unknown[]) => hooks.get(name)?.(...args) };
}

const configuration = { applicationId: 'app', collectors: [] };

it('starts the page’s instance, with views by the routes of the pages', async () => {
  const { app, router } = nuxt(['/user/:id()']);
  startInNuxt(app, { ...configuration, beforeSend: kept.beforeSend });
  await router.push('/user/7');
  expect(await kept.routes()).toEqual([['/user/:id', '/user/7', 'initial_load']]);
});

it('has views by path where there are no pages', async () => {
  const { app } = nuxt([]);
  startInNuxt(app, { ...configuration, beforeSend: kept.beforeSend });
  expect(await kept.routes()).toEqual([['/user/?', '/user/7', 'initial_load']]);
});

it('reports an error that Nuxt tells of twice once', async () => {
  const { app, call } = nuxt([]);
  startInNuxt(app, { ...configuration, beforeSend: kept.beforeSend });
  const failure = new Error('of a component');
  call('vue:error', failure, null, 'https://vuejs.org/error-reference/#runtime-5');
  call('app:error', failure);
  call('app:error', new Error('of a plugin'));
  expect(await kept.ofType('error')).toMatchObject([
    {
      error: { message: 'of a component', handling: 'unhandled' },
      context: { lifecycleHook: 'runtime-5' },
    },
    { error: { message: 'of a plugin', handling: 'unhandled' } },
  ]);
});
