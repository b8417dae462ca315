import { createRum, type Rum, type RumConfiguration } from '@firsthand/rum';
import { eventually, keptEvents } from '@firsthand/testing';
import { StrictMode, type ReactNode } from 'react';
import { createRoot, hydrateRoot, type Root, type RootOptions } from 'react-dom/client';
import { afterEach, beforeEach, vi } from 'vitest';
import { RumProvider } from '../src/index.js';

/** Makes pages with an instance of their own; what was started on one ends with its test. */
export function usePages() {
  let rum: Rum;
  let root: Root | undefined;
  let kept: ReturnType<typeof keptEvents>;
  let container: HTMLElement;
  let address: string;

  beforeEach(() => {
    address = location.href;
    localStorage.clear();
    rum = createRum();
    kept = keptEvents(() => rum.flush());
    container = document.body.appendChild(document.createElement('main'));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    root?.unmount();
    root = undefined;
    rum.destroy();
    container.remove();
    history.replaceState(null, '', address);
    vi.restoreAllMocks();
  });
  const within = (children: ReactNode, Mode: typeof StrictMode = StrictMode) => (
    <Mode>
      <RumProvider rum={rum}>{children}</RumProvider>
    </Mode>
  );

  const shown = (text: string) =>
    eventually(`"${text}" in ${container.innerHTML}`, () => container.textContent.includes(text));

  return {
    get rum() {
      return rum;
    },
    get container() {
      return container;
    },
    init: (configuration: Partial<RumConfiguration> = {}) =>
      rum.init({
        applicationId: 'app',
        trackWebVitals: false,
        allowUntrustedEvents: true,
        ...configuration,
        beforeSend: (event) => kept.beforeSend(event),
      }),
    /** @param options of the root, and the mode. Default: `StrictMode` */
    render(
      children: ReactNode,
      { mode, ...options }: RootOptions & { mode?: typeof StrictMode } = {},
    ) {
      root ??= createRoot(container, options);
      root.render(within(children, mode));
    },
    /** @param html what the server rendered of `children` */
    hydrate(html: string, children: ReactNode, options?: RootOptions) {
      container.innerHTML = html;
      root = hydrateRoot(container, within(children), options);
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
    async follow(href: string, text = href) {
      const link = await eventually(`a link to ${href}`, () =>
        container.querySelector<HTMLElement>(`a[href="${href}"]`),
      );
      link.click();
      await shown(text);
    },
    shown,
  };
}
