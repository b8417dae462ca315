import { createRum, type Rum, type RumConfiguration } from '@firsthand/rum';
import { eventually, keptEvents } from '@firsthand/testing';
import { createApp, type App, type Component } from 'vue';
import { afterEach, beforeEach, vi, type MockInstance } from 'vitest';
import { vuePlugin, type VuePlugin, type VuePluginOptions } from '../src/index.js';

interface Preparation {
  /** What else the app needs. */
  prepare?: (app: App) => unknown;
  /** Default: `createApp` */
  create?: (root: Component) => App;
}

/** Makes pages with an instance and an app of their own; what was started on one ends with its test. */
export function usePages() {
  let rum: Rum;
  let app: App | undefined;
  let plugin: VuePlugin;
  let kept: ReturnType<typeof keptEvents>;
  let container: HTMLElement;
  let address: string;
  let consoleError: MockInstance<typeof console.error>;

  beforeEach(() => {
    address = location.href;
    localStorage.clear();
    rum = createRum();
    kept = keptEvents(() => rum.flush());
    container = document.body.appendChild(document.createElement('main'));
    consoleError = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    app?.unmount();
    app = undefined;
    rum.destroy();
    container.remove();
    history.replaceState(null, '', address);
    vi.restoreAllMocks();
  });
  const shown = (text: string) =>
    eventually(`"${text}" in ${container.innerHTML}`, () => container.textContent.includes(text));

  return {
    get rum() {
      return rum;
    },
    get container() {
      return container;
    },
    /** What was written to the console. */
    get consoleError() {
      return consoleError;
    },
    init({ router = false, ...configuration }: Partial<RumConfiguration> & VuePluginOptions = {}) {
      plugin = vuePlugin({ router });
      rum.init({
        applicationId: 'app',
        trackWebVitals: false,
        allowUntrustedEvents: true,
        ...configuration,
        plugins: [plugin],
        beforeSend: (event) => kept.beforeSend(event),
      });
    },
    render(component: Component, { prepare, create = createApp }: Preparation = {}) {
      app = create(component);
      app.use(plugin);
      prepare?.(app);
      app.mount(container);
      return app;
    },
    /** What was told of. */
    get told() {
      return kept;
    },
    /** All errors, when there is one and a marker has come after it: one that is reported again comes before that. */
    async allErrors() {
      await kept.atLeast(1, 'error');
      setTimeout(() => rum.addError(new Error('marker')));
      return eventually('the marker', async () => {
        const errors = await kept.ofType('error');
        const end = errors.findIndex(({ error }) => error.message === 'marker');
        return end > 0 && errors.toSpliced(end, 1);
      });
    },
    /** Clicks a link, and waits until the page shows `text`. */
    async follow(href: string, text: string) {
      const link = await eventually(`a link to ${href}`, () =>
        container.querySelector<HTMLElement>(`a[href="${href}"]`),
      );
      link.click();
      await shown(text);
    },
    shown,
  };
}
