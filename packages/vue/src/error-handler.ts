import { rum as pageRum, type Rum } from '@firsthand/rum';
import type { App } from 'vue';
import { addComponentError } from './component-error.js';

type ErrorHandler = NonNullable<App['config']['errorHandler']>;

/**
 * Reports what an app's components throw and nothing of the page catches. The app's own `app.config.errorHandler` still
 * runs, whether it is set before or after; without one, errors go to the console as Vue has them.
 *
 * @param rum default: the page's default instance
 */
export function installErrorHandler(app: App, rum: Rum = pageRum): void {
  if (typeof document === 'undefined') return;
  let own = app.config.errorHandler;
  let isHandling = false;
  const handler: ErrorHandler = (error, instance, info) => {
    // A handler that was set later may call the one that it found, which is this one.
    if (isHandling) return;
    isHandling = true;
    try {
      // What is thrown but no object could not be told from another when it comes by the console.
      const told = error === Object(error) ? error : new Error(String(error));
      addComponentError(rum, told, { instance, info });
      if (own) own(error, instance, info);
      else console.error(told);
    } finally {
      isHandling = false;
    }
  };
  Object.defineProperty(app.config, 'errorHandler', {
    configurable: true,
    enumerable: true,
    get: () => handler,
    set(value: ErrorHandler | undefined) {
      own = value;
    },
  });
}
