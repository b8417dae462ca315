import { complete } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { describe, expect, it, vi } from 'vitest';
import { createGate, createReplayGate } from '../src/gate.js';

const event = () =>
  ({
    type: 'error',
    view: { id: 'v', url: 'https://a.test/?token=1', referrer: 'https://b.test/#x' },
    error: { message: 'of jane@a.test', source: 'custom', stack: 'at https://a.test/a.js?k=1:2:3' },
  }) as unknown as RumEvent;

// oxlint-disable-next-line typescript/no-explicit-any -- As pages without types write it.
type Loose = Record<string, any> & { view: any; error: any; application?: any };

const VIEW = { id: 'v', referrer: 'https://b.test/' };

describe('the gate', () => {
  it('scrubs before anyone sees the event', () => {
    const seen: unknown[] = [];
    const gate = createGate(
      { beforeSend: (shown) => void seen.push(structuredClone(shown)) },
      vi.fn(),
    );
    const cleared = gate(event());
    expect({ ...cleared, context: {} }).toEqual(seen[0]);
    expect(cleared).not.toHaveProperty('context');
    expect(seen).toMatchObject([
      {
        view: { url: 'https://a.test/', referrer: 'https://b.test/' },
        error: { message: 'of <email>', stack: 'at https://a.test/a.js:2:3' },
      },
    ]);
  });

  it('scrubs once what events inherit', () => {
    const shared = {
      view: { id: 'v', url: 'https://a.test/?token=1' },
      usr: { email: 'j@a.test' },
    };
    const heir = (message: string) =>
      Object.assign(Object.create(shared) as RumEvent, { type: 'error', error: { message } });
    const gate = createGate({}, vi.fn());
    const [one, other] = [gate(heir('of jane@a.test')), gate(heir('second'))] as [object, object];
    expect([complete(one), complete(other)]).toMatchObject([
      {
        view: { url: 'https://a.test/' },
        usr: { email: 'j@a.test' },
        error: { message: 'of <email>' },
      },
      { view: { url: 'https://a.test/' }, error: { message: 'second' } },
    ]);
    expect(Object.getPrototypeOf(one)).toBe(Object.getPrototypeOf(other));
    expect(shared.view.url).toBe('https://a.test/?token=1');
  });

  it('lets beforeSend edit what one event inherits, and no other', () => {
    const shared = { view: { id: 'v', url: 'https://a.test/' } };
    const heir = () => Object.assign(Object.create(shared) as RumEvent, { type: 'action' });
    let calls = 0;
    const gate = createGate(
      {
        beforeSend(shown) {
          calls += 1;
          if (calls === 1) shown.view.url = 'edited';
        },
      },
      vi.fn(),
    );
    expect([gate(heir()), gate(heir())]).toEqual([
      { type: 'action', view: { id: 'v', url: 'edited' } },
      { type: 'action', view: { id: 'v', url: 'https://a.test/' } },
    ]);
    expect(shared.view.url).toBe('https://a.test/');
  });

  it('keeps the edits of beforeSend', () => {
    const gate = createGate({ beforeSend: (shown) => void (shown.service = 'mine') }, vi.fn());
    expect(gate(event())).toMatchObject({ service: 'mine' });
  });

  it('always has a context for beforeSend, and what the page knows of the event', () => {
    const error = new Error('thrown');
    const seen = vi.fn();
    const gate = createGate(
      {
        beforeSend(shown, context) {
          shown.context['release'] = 'r1';
          seen(context);
        },
      },
      vi.fn(),
    );
    expect(gate(event(), { error })).toMatchObject({ context: { release: 'r1' } });
    expect(seen).toHaveBeenCalledWith({ error });
  });

  it.each<[string, (shown: Loose) => void, [path: string, value: unknown]]>([
    ['a user that is none', (e) => (e['usr'] = 5), ['usr', undefined]],
    ['a context that is a text', (e) => (e['context'] = 'text'), ['context', undefined]],
    ['a date', (e) => (e['date'] = new Date()), ['date', 1]],
    ['a duration that is none', (e) => (e.error.duration = NaN), ['error.duration', 7]],
    ['an address that is gone', (e) => delete e.view.url, ['view', { ...VIEW, url: '' }]],
    ['an address that is null', (e) => (e.view.url = null), ['view', { ...VIEW, url: '' }]],
    ['a referrer that is gone', (e) => delete e.view.referrer, ['view.referrer', undefined]],
    ['a referrer that is null', (e) => (e.view.referrer = null), ['view.referrer', undefined]],
    ['a message that is null', (e) => (e.error.message = null), ['error.message', '']],
    ['a message that is a number', (e) => (e.error.message = 5), ['error.message', '5']],
    ['a stack that is null', (e) => (e.error.stack = null), ['error.stack', undefined]],
    ['a list that is a text', (e) => (e.error.causes = 'x'), ['error.causes', undefined]],
    ['an application that is gone', (e) => delete e.application, ['application', { id: 'app' }]],
    ['a view that is null', (e) => (e['view'] = null), ['view', { id: 'v', url: '' }]],
    [
      'an error that is gone',
      (e) => delete e['error'],
      ['error', { message: '', source: 'custom', duration: 7 }],
    ],
    ['a type that is gone', (e) => delete e['type'], ['type', 'error']],
    ['a service that is null', (e) => (e['service'] = null), ['service', undefined]],
  ])('keeps the shape of an event though beforeSend leaves %s', (_, edit, [path, value]) => {
    const whole = { ...event(), date: 1, application: { id: 'app' }, usr: { id: 'ann' } } as Loose;
    Object.assign(whole.error, { duration: 7, causes: [{ message: 'of jane@a.test' }] });
    const gate = createGate({ beforeSend: (shown) => edit(shown as Loose) }, vi.fn());
    const cleared = gate(whole as unknown as RumEvent) as unknown as Loose;
    const found = path.split('.').reduce((part, key) => part?.[key] as Loose, cleared);
    expect(found).toEqual(value);
    expect(cleared).toMatchObject({ type: 'error', date: 1 });
  });

  it('drops what beforeSend refuses', () => {
    expect(createGate({ beforeSend: () => false }, vi.fn())(event())).toBeUndefined();
  });

  it('drops an event whose beforeSend throws, and says so', () => {
    const onFault = vi.fn();
    const fault = new Error('in beforeSend');
    const gate = createGate(
      {
        beforeSend: () => {
          throw fault;
        },
      },
      onFault,
    );
    expect(gate(event())).toBeUndefined();
    const [told] = onFault.mock.calls[0] as [Error];
    expect(told).toMatchObject({ cause: fault, message: expect.stringContaining('Mend it') });
  });

  it.each([
    ['resolves', async (shown: RumEvent) => void (shown.service = 'mine')],
    ['rejects', () => Promise.reject(new Error('in beforeSend'))],
  ])('drops an event whose beforeSend is asynchronous and %s, and says so', async (_, later) => {
    const onFault = vi.fn();
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const gate = createGate({ beforeSend: later as unknown as () => void }, onFault);
    expect(gate(event())).toBeUndefined();
    await new Promise((resolve) => setTimeout(resolve));
    process.off('unhandledRejection', unhandled);
    expect(onFault.mock.calls).toEqual([
      [expect.objectContaining({ cause: expect.any(TypeError) })],
    ]);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('the gate of replays', () => {
  const open = (mask: (record: { text: string }) => { text: string } | undefined) => {
    const abort = new AbortController();
    const faults: unknown[] = [];
    const gate = createReplayGate({ mask, onFault: (fault) => faults.push(fault) }, abort.signal);
    return { gate, abort, faults };
  };

  it('lets out what was masked, and not what the mask keeps back', () => {
    const { gate } = open(({ text }) => (text === 'keep' ? undefined : { text: 'xxx' }));
    expect(gate.clear({ text: 'secret' })).toEqual({ text: 'xxx' });
    expect(gate.clear({ text: 'keep' })).toBeUndefined();
  });

  it('lets nothing out whose masking fails', () => {
    const { gate, faults } = open(() => {
      throw new Error('broken');
    });
    expect(gate.clear({ text: 'secret' })).toBeUndefined();
    expect(faults).toEqual([new Error('broken')]);
  });

  it('lets neither records nor segments out once it is no longer allowed', () => {
    const { gate, abort } = open((record) => record);
    expect(gate.seal({ id: 'one' })).toEqual({ id: 'one' });
    abort.abort();
    expect(gate.clear({ text: 'x' })).toBeUndefined();
    expect(gate.seal({ id: 'one' })).toBeUndefined();
  });
});
