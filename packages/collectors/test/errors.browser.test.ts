import { collect, eventually, type Collected } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorData, errors } from '../src/index.js';
import { unreadable } from './unreadable.js';

let running: ReturnType<typeof collect>;
/** Vitest takes an uncaught error for a failure of the test, unless it was prevented. */
const prevent = (event: Event) => event.preventDefault();

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  addEventListener('error', prevent, { capture: true });
  addEventListener('unhandledrejection', prevent, { capture: true });
  running = collect(errors());
});
afterEach(() => {
  running.stop();
  vi.restoreAllMocks();
  removeEventListener('error', prevent, { capture: true });
  removeEventListener('unhandledrejection', prevent, { capture: true });
});

async function reported(): Promise<Collected['data']> {
  const [event] = await eventually('an error', () => running.emitted.length && running.emitted);
  return event?.data ?? {};
}

/** Throws in a task of its own, as a page does. */
const throwLater = (thrown: unknown) =>
  setTimeout(() => {
    throw thrown;
  });

class PaymentError extends Error {
  override name = 'PaymentError';
}

const selfCaused = new Error('self');
selfCaused.cause = selfCaused;
const ring = [new Error('one'), new Error('two')] as const;
ring[0].cause = ring[1];
ring[1].cause = ring[0];
const chain = Array.from({ length: 30 }).reduce<Error>(
  (cause, _, index) => new Error(`level ${index}`, { cause }),
  new Error('the root'),
);

describe('an uncaught error', () => {
  const cases: [sentence: string, thrown: unknown, error: object][] = [
    [
      'has class, message and raw stack',
      new TypeError('broken'),
      {
        type: 'TypeError',
        message: 'broken',
        stack: expect.stringMatching(/^TypeError: broken\n {4}at /),
      },
    ],
    [
      'of a class of one’s own has its name',
      new PaymentError('declined'),
      { type: 'PaymentError', message: 'declined' },
    ],
    ['without a message has an empty one', new Error(), { type: 'Error', message: '' }],
    [
      'whose name was removed has none',
      Object.assign(new Error('x'), { name: '' }),
      { message: 'x' },
    ],
    [
      'whose message is an object has its text',
      Object.assign(new Error(), { message: { a: 1 } }),
      { message: '{"a":1}' },
    ],
    [
      'that only looks like one is taken for one',
      { name: 'Remote', message: 'from a worker', stack: 'x@y:1:2' },
      { type: 'Remote', message: 'from a worker', stack: 'x@y:1:2' },
    ],
    [
      'of the DOM has its name',
      new DOMException('no access', 'SecurityError'),
      { type: 'SecurityError', message: 'no access' },
    ],
    [
      'whose message cannot be read says so, and has its type',
      unreadable('message'),
      { message: 'An error that cannot be read', type: 'Error' },
    ],
    [
      'whose stack cannot be read is reported without',
      unreadable('stack'),
      { message: 'x', type: 'Error' },
    ],
    ['whose name cannot be read is reported without', unreadable('name'), { message: 'x' }],
    ['whose cause cannot be read is reported without', unreadable('cause'), { message: 'x' }],
    [
      'has the chain of its causes',
      new Error('outer', { cause: new RangeError('middle', { cause: 'inner' }) }),
      {
        causes: [
          expect.objectContaining({ message: 'middle', type: 'RangeError' }),
          expect.objectContaining({ message: 'Uncaught "inner"' }),
        ],
      },
    ],
    [
      'of many has each of them as a cause',
      new AggregateError([new TypeError('a'), 'b', null], 'many'),
      {
        type: 'AggregateError',
        message: 'many',
        causes: [
          expect.objectContaining({ message: 'a' }),
          expect.objectContaining({ message: 'Uncaught "b"' }),
          expect.objectContaining({ message: 'Uncaught null' }),
        ],
      },
    ],
    [
      'of many has the causes of each',
      new AggregateError([new Error('a', { cause: new Error('deep') })]),
      {
        causes: [
          expect.objectContaining({ message: 'a' }),
          expect.objectContaining({ message: 'deep' }),
        ],
      },
    ],
    ['that is its own cause has none', selfCaused, { message: 'self' }],
    [
      'whose causes go round has each once',
      ring[0],
      { causes: [expect.objectContaining({ message: 'two' })] },
    ],
    [
      'has ten causes at most',
      chain,
      { causes: Array.from({ length: 10 }, () => expect.any(Object)) },
    ],
    ['whose cause is nothing has none', new Error('x', { cause: undefined }), { message: 'x' }],
    ['that is a text is quoted', 'text', { message: 'Uncaught "text"' }],
    ['that is an empty text is quoted', '', { message: 'Uncaught ""' }],
    ['that is a number is named', 7, { message: 'Uncaught 7' }],
    ['that is a truth value is named', false, { message: 'Uncaught false' }],
    ['that is null is named', null, { message: expect.stringMatching(/^Uncaught/) }],
    ['that is an object is shown', { code: 7 }, { message: 'Uncaught {"code":7}' }],
    ['that is a list is shown', [1, 'two'], { message: 'Uncaught [1,"two"]' }],
    [
      'that is a cyclic object is shown',
      (() => {
        const cyclic: Record<string, unknown> = {};
        cyclic['self'] = cyclic;
        return cyclic;
      })(),
      { message: 'Uncaught {"self":"[Circular]"}' },
    ],
    [
      'that is an object without a prototype is shown',
      Object.assign(Object.create(null) as object, { a: 1 }),
      { message: 'Uncaught {"a":1}' },
    ],
    ['that is a symbol is named', Symbol('s'), { message: 'Uncaught Symbol(s)' }],
    ['that is a big number is named', 10n, { message: 'Uncaught 10' }],
    ['that is a function is named', function named() {}, { message: 'Uncaught [Function named]' }],
    [
      'that is a response is shown',
      new Response('x', { status: 500 }),
      { message: expect.stringMatching(/^Uncaught/) },
    ],
    [
      'with a fingerprint keeps it',
      Object.assign(new Error('x'), { fingerprint: 'cart-7' }),
      { fingerprint: 'cart-7' },
    ],
    [
      'with a fingerprint that is no text has none',
      Object.assign(new Error('x'), { fingerprint: 7 }),
      { message: 'x' },
    ],
  ];

  it.each(cases)('%s', async (_, thrown, error) => {
    throwLater(thrown);
    expect((await reported())['error']).toMatchObject({
      source: 'source',
      handling: 'unhandled',
      ...error,
    });
    expect(running.emitted).toHaveLength(1);
  });

  it.each(cases)('%s, when a promise is rejected with it', async (_, thrown, error) => {
    void Promise.reject(thrown);
    expect((await reported())['error']).toMatchObject({ handling: 'unhandled', ...error });
  });

  it('carries the context that the page gave it', async () => {
    const context = { cart: 7, when: new Date(0), self: undefined as unknown };
    throwLater(Object.assign(new Error('x'), { context }));
    expect((await reported())['context']).toEqual({ cart: 7, when: '1970-01-01T00:00:00.000Z' });
  });

  it('of another origin’s script is marked', async () => {
    dispatchEvent(new ErrorEvent('error', { message: 'Script error.', cancelable: true }));
    expect((await reported())['error']).toMatchObject({
      message: 'Script error.',
      is_cross_origin: true,
    });
  });

  it('that the browser tells by its place alone has that for a stack', async () => {
    const place = { filename: 'https://shop.test/app.js', lineno: 3, colno: 14 };
    dispatchEvent(
      new ErrorEvent('error', { message: 'SyntaxError: x', ...place, cancelable: true }),
    );
    expect((await reported())['error']).toMatchObject({
      stack: 'Error: SyntaxError: x\n    at https://shop.test/app.js:3:14',
    });
  });

  it('is not a picture that did not load', async () => {
    const image = new Image();
    const failed = new Promise((resolve) => image.addEventListener('error', resolve));
    document.body.append(image);
    image.src = '/hostile/status/404';
    await failed;
    expect(running.emitted).toEqual([]);
    image.remove();
  });

  it('names the files of its stack by the ids that a bundler gave them', async () => {
    const error = new Error('x');
    error.stack = 'Error: x\n    at pay (https://shop.test/app.js:1:100)';
    const _debugIds = {
      'Error\n    at https://shop.test/app.js:1:1': 'id-of-app',
      'Error\n    at https://shop.test/other.js:1:1': 'id-of-other',
    };
    vi.stubGlobal('_debugIds', _debugIds);
    const { error: described } = errorData(error, { source: 'custom', handling: 'handled' });
    vi.unstubAllGlobals();
    expect(described.debug_ids).toEqual({ 'https://shop.test/app.js': 'id-of-app' });
  });

  it('that repeats itself is reported 300 times a minute, and that there were more', () => {
    for (let n = 0; n < 1_000; n += 1) {
      dispatchEvent(new ErrorEvent('error', { error: new Error(`n ${n}`), cancelable: true }));
    }
    expect(running.emitted).toHaveLength(301);
    expect(running.emitted.at(-1)?.data).toMatchObject({ error: { source: 'agent' } });
  });
});
