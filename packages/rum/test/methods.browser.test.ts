import type { RumEvent } from '@firsthand/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRum, type Rum } from '../src/create-rum.js';

let rum: Rum;
let seen: RumEvent[];

beforeEach(() => {
  localStorage.clear();
  seen = [];
  rum = createRum();
});
afterEach(() => rum.destroy());

/** Starts with a `beforeSend` that sees everything and sends nothing. */
function init() {
  rum.init({
    applicationId: 'app',
    collectors: [],
    beforeSend: (event) => {
      seen.push(structuredClone(event));
      return false;
    },
  });
}

async function seenOfType<T extends RumEvent['type']>(type: T) {
  await rum.flush();
  return seen.filter((event): event is Extract<RumEvent, { type: T }> => event.type === type);
}

describe('calls before init', () => {
  it('count from when they were made', async () => {
    rum.setUser({ id: 'ann' });
    rum.addError(new Error('early'));
    const called = performance.timeOrigin + performance.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    rum.setUser({ id: 'bob' });
    init();
    const [error] = await seenOfType('error');
    expect(error).toMatchObject({ error: { message: 'early' }, usr: { id: 'ann' } });
    expect(Math.abs((error?.date ?? 0) - called)).toBeLessThan(25);
  });

  it('are kept up to a hundred', async () => {
    for (let n = 0; n < 150; n += 1) rum.addAction(`n${n}`);
    init();
    const actions = await seenOfType('action');
    expect(actions.map(({ action }) => action.target?.name)).toEqual(
      Array.from({ length: 100 }, (_, n) => `n${n}`),
    );
  });

  it('answer with nothing', () => {
    expect([rum.getSessionId(), rum.getViewContext(), rum.getInitConfiguration()]).toEqual([
      undefined,
      {},
      undefined,
    ]);
  });
});

describe('addError', () => {
  it.each([
    ['a text', 'payment declined', 'payment declined'],
    ['an object', { code: 7 }, '{"code":7}'],
    ['an error', new TypeError('broken'), 'broken'],
  ])('reports %s by what it says', async (_, error, message) => {
    init();
    rum.addError(error);
    expect(await seenOfType('error')).toMatchObject([{ error: { message, handling: 'handled' } }]);
  });
});

describe('the view’s methods', () => {
  it('rename it, add to its context, and mark moments in nanoseconds since its start', async () => {
    init();
    rum.startView('list');
    const start = performance.now();
    rum.setViewName('sorted list');
    rum.setViewContext({ sort: 'price' });
    rum.setViewContextProperty('page', 2);
    rum.addTiming('first card!', start + 10);
    rum.addTiming('by_epoch', performance.timeOrigin + start + 20);
    rum.addError('x');
    const [error] = await seenOfType('error');
    expect(error).toMatchObject({
      view: { name: 'sorted list' },
      context: { sort: 'price', page: 2 },
    });
    expect(rum.getViewContext()).toEqual({ sort: 'price', page: 2 });
    const view = (await seenOfType('view')).at(-1)?.view;
    const { first_card_: card = 0, by_epoch: epoch = 0 } = view?.custom_timings ?? {};
    expect(card / 1e6).toBeCloseTo(10, -1);
    expect((epoch - card) / 1e6).toBeCloseTo(10, -1);
  });
});

describe('the session’s methods', () => {
  it('tell its id, its end and the next', () => {
    const changes: (string | undefined)[] = [];
    rum.onSessionChange((id) => changes.push(id));
    init();
    const first = rum.getSessionId();
    rum.stopSession();
    expect(rum.getSessionId()).toBeUndefined();
    dispatchEvent(new MouseEvent('click'));
    const second = rum.getSessionId();
    expect(second).not.toBe(first);
    expect(changes).toEqual([undefined, second]);
  });
});
