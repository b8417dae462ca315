import type { Plugin } from '@firsthand/rum';
import { followRoutes } from '@firsthand/rum/route-views';

export interface ReactPluginOptions {
  /** Whether a router says where views start, and names them: see its entry point, such as `/react-router`. Default: false */
  router?: boolean | undefined;
}

/** For `init({ plugins: [reactPlugin({ router: true })] })`. Errors and renders need no plugin. */
export function reactPlugin({ router = false }: ReactPluginOptions = {}): Plugin {
  return { name: 'react', ...(router && { onInit: followRoutes }) };
}
