import { createSSRApp, h, onMounted, onUpdated, ref, watchEffect, type Component } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { comesTrue } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usePages } from './render.js';

const page = usePages();
const failure = new TypeError('broken');
const fail = () => {
  throw failure;
};

/** Vitest takes an uncaught error for a failure of the test, unless it was prevented. */
const prevent = (event: Event) => event.preventDefault();
beforeEach(() => {
  addEventListener('error', prevent, { capture: true });
  addEventListener('unhandledrejection', prevent, { capture: true });
});
afterEach(() => {
  removeEventListener('error', prevent, { capture: true });
  removeEventListener('unhandledrejection', prevent, { capture: true });
});

/** A component that fails within another. */
const within = (component: Component): Component => ({
  name: 'AppRoot',
  render: () => h('div', [h(component)]),
});
const broken = (options: Component): Component => ({
  name: 'BrokenChild',
  render: () => null,
  ...options,
});
const button = (onClick: () => unknown) => broken({ render: () => h('button', { onClick }) });
const click = () => page.container.querySelector('button')?.click();

const failures: [where: string, component: Component, act?: () => void][] = [
  ['in setup', broken({ setup: fail })],
  ['in render', broken({ render: fail })],
  ['in a lifecycle hook', broken({ mounted: fail })],
  [
    'in an effect',
    broken({
      setup() {
        const count = ref(0);
        watchEffect(() => count.value && fail());
        onMounted(() => (count.value = 1));
        return () => null;
      },
    }),
  ],
  ['in an event handler', button(fail), click],
  ['in an asynchronous event handler', button(() => Promise.reject(failure)), click],
];

describe('an error', () => {
  it.each(failures)('%s is reported once, with the components', async (_, component, act) => {
    page.init();
    page.render(within(component));
    act?.();
    expect(await page.allErrors()).toMatchObject([
      {
        error: {
          message: 'broken',
          type: 'TypeError',
          source: 'source',
          handling: 'unhandled',
          component_stack: 'at BrokenChild\nat AppRoot',
        },
        context: { lifecycleHook: expect.any(String) },
      },
    ]);
    expect(page.consoleError).toHaveBeenCalledWith(failure);
  });

  it('in code that Vue does not know of is reported once', async () => {
    page.init();
    page.render(within(button(() => void setTimeout(fail))));
    click();
    expect(await page.allErrors()).toMatchObject([
      { error: { message: 'broken', handling: 'unhandled' } },
    ]);
  });

  it('in hydration is reported once', async () => {
    page.init();
    let isServer = true;
    const component = within(
      broken({ render: () => (isServer ? h('p', 'from the server') : fail()) }),
    );
    page.container.innerHTML = await renderToString(createSSRApp(component));
    isServer = false;
    page.render(component, { create: createSSRApp });
    expect(await page.allErrors()).toMatchObject([
      { error: { message: 'broken', component_stack: 'at BrokenChild\nat AppRoot' } },
      // That the paragraph is missing Vue tells the console.
      { error: { message: expect.stringMatching(/mismatch/), source: 'console' } },
    ]);
  });

  it('that a component captures is none', async () => {
    page.init();
    const onErrorCaptured = vi.fn<() => boolean>(() => false);
    const root: Component = {
      errorCaptured: onErrorCaptured,
      render: () => h(broken({ mounted: fail })),
    };
    page.render(root);
    expect(onErrorCaptured).toHaveBeenCalledOnce();
    expect(await page.told.ofType('error')).toEqual([]);
  });
});

describe('the app’s own handler', () => {
  it.each(['before', 'after'])('runs where it is set %s', async (when) => {
    page.init();
    const own = vi.fn<() => void>();
    page.render(within(broken({ mounted: fail })), {
      create: (root) => {
        const app = createSSRApp(root);
        if (when === 'before') app.config.errorHandler = own;
        return app;
      },
      prepare(app) {
        if (when === 'after') app.config.errorHandler = own;
      },
    });
    expect(own).toHaveBeenCalledExactlyOnceWith(failure, expect.anything(), expect.any(String));
    expect(await page.allErrors()).toHaveLength(1);
    expect(page.consoleError).not.toHaveBeenCalled();
  });

  it('that calls the one it found runs once', async () => {
    page.init();
    const own = vi.fn<() => void>();
    page.render(within(broken({ mounted: fail })), {
      prepare(app) {
        const found = app.config.errorHandler;
        app.config.errorHandler = (...args) => {
          own();
          found?.(...args);
        };
      },
    });
    expect(own).toHaveBeenCalledOnce();
    expect(await page.allErrors()).toHaveLength(1);
  });

  it('that throws keeps no error from being reported', async () => {
    page.init();
    const again = new Error('of the handler');
    let times = 0;
    const child = broken({
      setup() {
        const count = ref(0);
        onMounted(() => (count.value = 1));
        onUpdated(fail);
        return () => h('p', count.value);
      },
    });
    page.render(within(child), {
      prepare(app) {
        app.config.errorHandler = () => {
          times += 1;
          throw again;
        };
      },
    });
    await comesTrue(() => expect(times).toBe(1));
    expect((await page.told.atLeast(1, 'error')).map(({ error }) => error.message)).toContain(
      'broken',
    );
  });
});
