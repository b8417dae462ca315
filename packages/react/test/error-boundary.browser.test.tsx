import { eventually } from '@firsthand/testing';
import { Fragment, useEffect, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ErrorBoundary, rootErrorHandlers } from '../src/index.js';
import { usePages } from './render.js';

const page = usePages();

function Broken({ error }: { error: unknown }): ReactNode {
  throw error;
}

function BrokenEffect({ error }: { error: unknown }): ReactNode {
  useEffect(() => {
    throw error;
  });
  return 'shown';
}

describe('an error boundary', () => {
  it.each([
    ['while it renders', Broken],
    ['in an effect', BrokenEffect],
  ])('reports what a child throws %s, once, with the components', async (_, Child) => {
    page.init();
    const onError = vi.fn<() => void>();
    const error = new RangeError('of a component');
    page.render(
      <ErrorBoundary fallback="Sorry" onError={onError}>
        <Child error={error} />
      </ErrorBoundary>,
      // StrictMode runs an effect that throws twice.
      { mode: Fragment },
    );
    await eventually('the fallback', () => page.container.textContent === 'Sorry');
    expect(await page.told.ofType('error')).toMatchObject([
      {
        error: {
          message: 'of a component',
          type: 'RangeError',
          source: 'custom',
          handling: 'handled',
          component_stack: expect.stringMatching(/^at Broken[^\n]*\n\s*at ErrorBoundary/),
        },
      },
    ]);
    expect(onError).toHaveBeenCalledExactlyOnceWith(error, {
      componentStack: expect.stringContaining('Broken'),
    });
  });

  it('catches whatever is thrown', async () => {
    page.init();
    page.render(
      <ErrorBoundary fallback={({ error }) => `It was ${String(error)}`}>
        <Broken error={null} />
      </ErrorBoundary>,
      rootErrorHandlers({ rum: page.rum, onCaughtError: () => {} }),
    );
    await eventually('the fallback', () => page.container.textContent === 'It was null');
    expect((await page.told.ofType('error')).map(({ error }) => error.message)).toEqual(['null']);
  });

  it('shows its children again when it is reset', async () => {
    page.init();
    let isBroken = true;
    const Child = () => (isBroken ? <Broken error={new Error('for now')} /> : 'All is well');
    const onReset = vi.fn(() => (isBroken = false));
    page.render(
      <ErrorBoundary
        onReset={onReset}
        fallback={({ resetError }) => (
          <button type="button" onClick={resetError}>
            Again
          </button>
        )}
      >
        <Child />
      </ErrorBoundary>,
    );
    const button = await eventually('the button', () => page.container.querySelector('button'));
    button.click();
    await eventually('the children', () => page.container.textContent === 'All is well');
    expect(onReset).toHaveBeenCalledOnce();
    expect(await page.told.ofType('error')).toHaveLength(1);
  });
});
