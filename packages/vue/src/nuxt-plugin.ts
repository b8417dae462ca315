import { init, rum, type RumConfiguration } from '@firsthand/rum';
import type { App } from 'vue';
import { addComponentError, type ComponentFailure } from './component-error.js';
import { vuePlugin } from './plugin.js';
import { RUM } from './use-rum.js';
import { followRouter, type VueRouter } from './vue-router.js';

/** What is needed of a `NuxtApp`. */
export interface NuxtApp {
  vueApp: App;
  $router?: VueRouter & { getRoutes(): unknown[] };
  hook(
    name: 'vue:error',
    listener: (
      error: unknown,
      instance: ComponentFailure['instance'],
      info: ComponentFailure['info'],
    ) => void,
  ): unknown;
  hook(name: 'app:error', listener: (error: unknown) => void): unknown;
}

/**
 * Starts the page's default instance in a Nuxt app. The module `@firsthand/vue/nuxt` adds a client plugin that calls it;
 * write such a plugin yourself where options are no JSON.
 */
export function startInNuxt(nuxtApp: NuxtApp, configuration: RumConfiguration): void {
  const { vueApp, $router: router } = nuxtApp;
  // Without pages Nuxt has a router that knows no route.
  const hasRoutes = !!router?.getRoutes().length;
  const { plugins = [] } = configuration;
  init({ ...configuration, plugins: [...plugins, vuePlugin({ router: hasRoutes })] });
  vueApp.provide(RUM, rum);
  if (router && hasRoutes) followRouter(router);

  // Nuxt keeps errors from the app's own handler.
  nuxtApp.hook('vue:error', (error, instance, info) =>
    addComponentError(rum, error, { instance, info }),
  );
  nuxtApp.hook('app:error', (error) =>
    rum.addError(error, undefined, { source: 'source', handling: 'unhandled' }),
  );
}
