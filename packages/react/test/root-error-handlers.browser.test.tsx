import { eventually } from '@firsthand/testing';
import {
  Component,
  Fragment,
  Suspense,
  useEffect,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorBoundary, rootErrorHandlers } from '../src/index.js';
import { usePages } from './render.js';

const page = usePages();
const failure = new TypeError('broken');

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

function BrokenRender(): ReactNode {
  throw failure;
}

function BrokenEffect(): ReactNode {
  useEffect(() => {
    throw failure;
  });
  return null;
}

/** A boundary as others write it. */
class OtherBoundary extends Component<{ children: ReactNode }> {
  override state = { isBroken: false };
  static getDerivedStateFromError = () => ({ isBroken: true });
  override render = () => (this.state.isBroken ? 'Sorry' : this.props.children);
}

const click = (children: ReactNode) => async () => {
  page.render(children);
  (await eventually('the button', () => page.container.querySelector('button'))).click();
};
const throwLater = async () => {
  await Promise.resolve();
  throw failure;
};

const handled = { handling: 'handled', source: 'custom' };
const unhandled = { handling: 'unhandled', source: 'source' };
const stack = { component_stack: expect.stringMatching(/^at Broken/) };

describe.each([
  ['with the root’s handlers', () => rootErrorHandlers({ rum: page.rum })],
  // StrictMode runs an effect that throws twice.
  ['with React’s own', () => ({ mode: Fragment })],
])('%s', (_, options) => {
  const isOurs = () => 'onCaughtError' in options();
  it.each<[where: string, act: () => void | Promise<void>, error: () => object]>([
    [
      'in render, which nothing catches',
      () => page.render(<BrokenRender />, options()),
      () => ({ ...unhandled, ...(isOurs() && stack) }),
    ],
    [
      'in an effect, which nothing catches',
      () => page.render(<BrokenEffect />, options()),
      () => ({ ...unhandled, ...(isOurs() && stack) }),
    ],
    [
      'in render, which our boundary catches',
      () =>
        page.render(
          <ErrorBoundary fallback="Sorry">
            <BrokenRender />
          </ErrorBoundary>,
          options(),
        ),
      () => ({ ...handled, ...stack }),
    ],
    [
      'in an effect, which our boundary catches',
      () =>
        page.render(
          <ErrorBoundary fallback="Sorry">
            <BrokenEffect />
          </ErrorBoundary>,
          options(),
        ),
      () => ({ ...handled, ...stack }),
    ],
    [
      'in render, which another boundary catches',
      () =>
        page.render(
          <OtherBoundary>
            <BrokenRender />
          </OtherBoundary>,
          options(),
        ),
      () => (isOurs() ? { ...handled, ...stack } : { source: 'console' }),
    ],
    [
      'in an event handler',
      click(
        <button
          type="button"
          onClick={() => {
            throw failure;
          }}
        >
          Go
        </button>,
      ),
      () => unhandled,
    ],
    [
      'in asynchronous code',
      click(
        <button type="button" onClick={() => void throwLater()}>
          Go
        </button>,
      ),
      () => unhandled,
    ],
  ])('an error %s is reported once', async (_, act, error) => {
    page.init();
    await act();
    const errors = await page.allErrors();
    expect(errors.map(({ error }) => error)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('broken'),
        type: 'TypeError',
        ...error(),
      }),
    ]);
  });
});

describe('hydration', () => {
  it('of other texts than the server’s is reported once, as got over', async () => {
    page.init();
    page.hydrate(
      '<p>from the server</p>',
      <p>from the browser</p>,
      rootErrorHandlers({ rum: page.rum }),
    );
    const [event, ...others] = await page.allErrors();
    expect(others).toEqual([]);
    expect(event?.error).toMatchObject({
      ...handled,
      message: expect.stringMatching(/hydrat/i),
      component_stack: expect.stringContaining('at p'),
    });
    expect(page.container.textContent).toBe('from the browser');
  });

  it('in which a component throws is reported once, with what it threw as the cause', async () => {
    page.init();
    let hasServed = false;
    const isServer = () => true;
    const isBrowser = () => false;
    const Child = () => {
      const isHydrating = useSyncExternalStore(() => () => {}, isBrowser, isServer);
      if (isHydrating && hasServed) throw failure;
      return 'shown';
    };
    const tree = (
      <Suspense fallback="loading">
        <Child />
      </Suspense>
    );
    const html = renderToString(tree);
    hasServed = true;
    page.hydrate(html, tree, rootErrorHandlers({ rum: page.rum }));
    const errors = await page.allErrors();
    expect(errors).toMatchObject([
      {
        error: {
          ...handled,
          message: expect.stringMatching(/hydrating/i),
          causes: [{ message: 'broken', type: 'TypeError' }],
          component_stack: expect.stringContaining('at Child'),
        },
      },
    ]);
  });
});

it('handlers of the page run in place of React’s', async () => {
  page.init();
  const onUncaughtError = vi.fn<() => void>();
  page.render(<BrokenRender />, rootErrorHandlers({ rum: page.rum, onUncaughtError }));
  await eventually('the handler', () => onUncaughtError.mock.calls.length);
  expect(onUncaughtError).toHaveBeenCalledExactlyOnceWith(failure, {
    componentStack: expect.stringContaining('BrokenRender'),
  });
  expect(await page.told.ofType('error')).toHaveLength(1);
});
