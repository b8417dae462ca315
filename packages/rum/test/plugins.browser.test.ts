import { consoleErrors, errors } from '@firsthand/collectors';
import { comesTrue, keptEvents } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { createRum, defineCollector, type Plugin, type Rum } from '../src/index.js';

let rum: Rum;
let kept: ReturnType<typeof keptEvents>;
let consoleError: MockInstance<typeof console.error>;

/** Vitest takes an uncaught error for a failure of the test, unless it was prevented. */
const prevent = (event: Event) => event.preventDefault();

beforeEach(() => {
  localStorage.clear();
  consoleError = vi.spyOn(console, 'error').mockImplementation(() => {});
  addEventListener('error', prevent, { capture: true });
  addEventListener('unhandledrejection', prevent, { capture: true });
  rum = createRum();
  kept = keptEvents(() => rum.flush());
});
afterEach(() => {
  rum.destroy();
  removeEventListener('error', prevent, { capture: true });
  removeEventListener('unhandledrejection', prevent, { capture: true });
  vi.restoreAllMocks();
});

const init = (...plugins: Plugin[]) =>
  rum.init({
    applicationId: 'app',
    collectors: [errors(), consoleErrors()],
    plugins,
    beforeSend: kept.beforeSend,
  });
const messages = async () => (await kept.ofType('error')).map(({ error }) => error.message);

describe('a plugin', () => {
  it('may change the configuration, call the instance and add collectors', async () => {
    const started = vi.fn<(name: string) => void>();
    const mine = defineCollector('mine', () => started('mine'));
    const plugin: Plugin = {
      name: 'my-framework',
      onInit({ configuration, rum }) {
        configuration.version = '1.2.3';
        rum.addAction('from the plugin');
        return [mine()];
      },
    };
    const given = { applicationId: 'app', collectors: [], plugins: [plugin] };
    rum.init({ ...given, beforeSend: kept.beforeSend });
    expect(started).toHaveBeenCalledExactlyOnceWith('mine');
    expect(await kept.ofType('action')).toMatchObject([
      { version: '1.2.3', action: { target: { name: 'from the plugin' } } },
    ]);
    expect(given).not.toHaveProperty('version');
  });

  it('that throws leaves the page, the others and the instance alone', async () => {
    const onInit = vi.fn<() => void>();
    const fault = new Error('of the plugin');
    const broken: Plugin = {
      name: 'broken',
      onInit() {
        throw fault;
      },
    };
    init(broken, { name: 'next', onInit });
    expect(onInit).toHaveBeenCalledOnce();
    expect(consoleError).toHaveBeenCalledWith('Firsthand: the plugin broken threw:', fault);
    expect(rum.getSessionId()).toEqual(expect.any(String));
  });
});

describe('an error object that was reported', () => {
  const failure = new TypeError('known');

  it.each<[how: string, act: () => void]>([
    [
      'is thrown',
      () =>
        setTimeout(() => {
          throw failure;
        }),
    ],
    ['is a rejection', () => void Promise.reject(failure)],
    ['is handed to reportError', () => reportError(failure)],
    ['is written to the console', () => console.error('failed:', failure)],
  ])('is not reported again when it %s', async (_, act) => {
    init();
    rum.addError(failure, { step: 2 });
    act();
    setTimeout(() => rum.addError('the last'));
    await comesTrue(async () => expect(await messages()).toContain('the last'));
    expect(await kept.ofType('error')).toMatchObject([
      { error: { message: 'known', handling: 'handled' }, context: { step: 2 } },
      { error: { message: 'the last' } },
    ]);
  });

  it('is not reported when it was written to the console just before', async () => {
    init();
    console.error(failure);
    rum.addError(failure, undefined, { component_stack: 'at Page' });
    await Promise.resolve();
    expect(await kept.ofType('error')).toMatchObject([
      { error: { message: 'known', source: 'custom', component_stack: 'at Page' } },
    ]);
  });

  it('is not reported again when it is written to the console, though it is no Error', async () => {
    init();
    const thrown = { code: 7 };
    rum.addError(thrown);
    console.error('failed: %o', thrown);
    await Promise.resolve();
    expect(await kept.ofType('error')).toHaveLength(1);
  });

  it('is reported again by the page, and not by a framework', async () => {
    init();
    rum.addError(failure);
    rum.addError(failure);
    rum.addError(failure, undefined, { handling: 'unhandled' });
    expect(await messages()).toEqual(['known', 'known']);
  });

  it('is another than one that looks like it, and than values that are no objects', async () => {
    init();
    rum.addError(new Error('alike'));
    console.error(new Error('alike'));
    rum.addError('text', undefined, {});
    rum.addError('text', undefined, {});
    await Promise.resolve();
    expect(await messages()).toEqual(['alike', 'text', 'text', 'Error: alike']);
  });
});
