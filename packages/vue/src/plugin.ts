import { rum as pageRum, type Plugin, type Rum } from '@firsthand/rum';
import { followRoutes } from '@firsthand/rum/route-views';
import type { App } from 'vue';
import { installErrorHandler } from './error-handler.js';
import { RUM } from './use-rum.js';

export interface VuePluginOptions {
  /** Whether a router says where views start, and names them: see the entry point `/vue-router`. Default: false */
  router?: boolean | undefined;
}

/** A plugin of Firsthand and of Vue. */
export interface VuePlugin extends Plugin {
  install(app: App): void;
}

/**
 * For `init({ plugins: [plugin] })`, which has a router start views, and for `app.use(plugin)`, which reports the app's
 * errors to the same instance.
 */
export function vuePlugin({ router = false }: VuePluginOptions = {}): VuePlugin {
  let instance: Rum = pageRum;
  return {
    name: 'vue',
    onInit(start) {
      instance = start.rum;
      return router ? followRoutes(start) : [];
    },
    install(app) {
      app.provide(RUM, instance);
      installErrorHandler(app, instance);
    },
  };
}
