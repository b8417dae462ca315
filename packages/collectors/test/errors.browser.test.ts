import { collect, eventually } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errors } from '../src/errors.js';

let running: ReturnType<typeof collect>;
/** Vitest takes an uncaught error for a failure of the test, unless it was prevented. */
const prevent = (event: Event) => event.preventDefault();

beforeEach(() => {
  addEventListener('error', prevent, { capture: true });
  addEventListener('unhandledrejection', prevent, { capture: true });
  running = collect(errors());
});
afterEach(() => {
  running.stop();
  removeEventListener('error', prevent, { capture: true });
  removeEventListener('unhandledrejection', prevent, { capture: true });
});

async function reported() {
  const [event] = await eventually('an error', () => running.emitted.length && running.emitted);
  return event?.data['error'] as Record<string, unknown>;
}

describe('uncaught errors', () => {
  it('are reported with class, message and raw stack', async () => {
    const error = new TypeError('broken');
    dispatchEvent(new ErrorEvent('error', { error, message: 'Uncaught', cancelable: true }));
    expect(await reported()).toEqual({
      message: 'broken',
      type: 'TypeError',
      stack: error.stack,
      source: 'source',
      handling: 'unhandled',
    });
  });

  it('are reported with the chain of their causes', async () => {
    const error = new Error('outer', { cause: new RangeError('middle', { cause: 'inner' }) });
    dispatchEvent(new ErrorEvent('error', { error, cancelable: true }));
    expect((await reported())['causes']).toMatchObject([
      { message: 'middle', type: 'RangeError' },
      { message: 'Uncaught "inner"' },
    ]);
  });

  it('are reported by their message where the browser withholds the error', async () => {
    dispatchEvent(new ErrorEvent('error', { message: 'Script error.', cancelable: true }));
    expect(await reported()).toMatchObject({ message: 'Script error.' });
  });

  it.each([
    ['a string', 'text', 'Uncaught "text"'],
    ['an object', { code: 7 }, 'Uncaught {"code":7}'],
    ['a number', 7, 'Uncaught 7'],
    ['nothing', undefined, 'Uncaught undefined'],
  ])('are reported when a promise is rejected with %s', async (_, reason, message) => {
    void Promise.reject(reason);
    expect(await reported()).toMatchObject({ message, handling: 'unhandled' });
  });

  it('survive a cause that refers to itself', async () => {
    const error = new Error('self');
    error.cause = error;
    dispatchEvent(new ErrorEvent('error', { error, cancelable: true }));
    expect((await reported())['causes']).toHaveLength(10);
  });
});
