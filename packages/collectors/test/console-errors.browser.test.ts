import { collect, eventually, type Collected } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consoleErrors } from '../src/index.js';
import { unreadable } from './unreadable.js';

let running: ReturnType<typeof collect>;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  running = collect(consoleErrors());
});
afterEach(() => {
  running.stop();
  vi.restoreAllMocks();
});

async function reported(): Promise<Collected['data']> {
  const [event] = await eventually('an error', () => running.emitted.length && running.emitted);
  return event?.data ?? {};
}

describe('console.error', () => {
  const error = new RangeError('of the page');
  it.each<[sentence: string, args: unknown[], message: string]>([
    ['of a text', ['broken'], 'broken'],
    ['of several values', ['broken', 7, true, null, undefined], 'broken 7 true null undefined'],
    ['of an error', [error], 'RangeError: of the page'],
    ['of a text and an error', ['failed:', error], 'failed: RangeError: of the page'],
    ['of an object', [{ a: [1, { b: 2 }] }], '{"a":[1,{"b":2}]}'],
    ['of a map', [new Map([['a', 1]])], '{"a":1}'],
    ['of an element', [document.createElement('p')], '[object HTMLParagraphElement]'],
    ['of a symbol and a big number', [Symbol('s'), 5n], 'Symbol(s) 5'],
    ['of a function', [function named() {}], '[Function named]'],
    ['of nothing', [], 'undefined'],
    ['with %s', ['%s is %s', 'Ann', 'here'], 'Ann is here'],
    ['with %d and %i', ['%d of %i', '3.7', 4.2], '3 of 4'],
    ['with %f', ['%f', '3.5'], '3.5'],
    ['with %o', ['%o', { a: 1 }], '{"a":1}'],
    ['with styles, which are no text', ['%cred', 'color: red'], 'red'],
    ['with %%', ['100%%'], '100%'],
    ['with more directives than values', ['%s and %s', 'one'], 'one and %s'],
    ['with more values than directives', ['%s', 'one', 'two'], 'one two'],
  ])('%s is reported as the console shows it', async (_, args, message) => {
    console.error(...args);
    expect((await reported())['error']).toMatchObject({
      message,
      source: 'console',
      handling: 'handled',
      handling_stack: expect.stringContaining('console-errors.browser.test'),
    });
  });

  it('of an error has its class, stack and causes', async () => {
    console.error('failed', new RangeError('x', { cause: new Error('y') }));
    expect((await reported())['error']).toMatchObject({
      type: 'RangeError',
      stack: expect.stringContaining('RangeError: x'),
      causes: [{ message: 'y' }],
    });
  });

  it('reaches the console as it was', () => {
    const spy = vi.mocked(console.error);
    expect(spy).toBeDefined();
    const seen = vi.fn();
    running.stop();
    console.error = seen;
    running = collect(consoleErrors());
    const args = ['%s', { a: 1 }, error];
    console.error(...args);
    expect(seen.mock.calls).toEqual([args]);
    running.stop();
    expect(console.error).toBe(seen);
  });

  it('of what cannot be read costs the page nothing', () => {
    expect(() => console.error(unreadable('message'))).not.toThrow();
  });

  it('before the SDK does not keep later calls from being collected', async () => {
    running.stop();
    const early = ['message', 'name'].map((property) => ({
      args: [unreadable(property)],
      at: 1,
      stack: undefined,
    }));
    running = collect(consoleErrors({ early }));
    console.error('later');
    const messages = () =>
      running.emitted.map(({ data }) => (data['error'] as { message: string }).message);
    await expect.poll(messages).toEqual(['Error: An error that cannot be read', 'x', 'later']);
  });
});
