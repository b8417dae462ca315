import type { RumEvent } from '@firsthand/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RumConfiguration } from '../src/configuration.js';
import { createRum, type Rum } from '../src/index.js';

let rum: Rum;
let seen: RumEvent[];

beforeEach(() => {
  localStorage.clear();
  seen = [];
  rum = createRum();
});
afterEach(() => rum.destroy());

/** Starts with a `beforeSend` that sees everything and sends nothing. */
function init(more: Partial<RumConfiguration> = {}) {
  rum.init({
    applicationId: 'app',
    collectors: [],
    allowUntrustedEvents: true,
    ...more,
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

  it('give views their context and flags from then on', async () => {
    rum.addError('bare');
    await new Promise((resolve) => setTimeout(resolve, 5));
    rum.setViewContext({ step: 1 });
    rum.setViewContextProperty('of', 2);
    rum.addFeatureFlagEvaluation('dark', true);
    rum.addError('told');
    await new Promise((resolve) => setTimeout(resolve, 5));
    rum.startView({ name: 'next', context: { step: 2 } });
    rum.addError('next');
    await new Promise((resolve) => setTimeout(resolve, 5));
    init();
    const errors = await seenOfType('error');
    expect(errors.map((event) => [event.context, event.feature_flags])).toEqual([
      [{}, undefined],
      [{ step: 1, of: 2 }, { dark: true }],
      [{ step: 2 }, undefined],
    ]);
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

  it('reports 300 a minute, and that there were more', async () => {
    init();
    for (let n = 0; n < 310; n += 1) rum.addError(`n${n}`);
    const errors = await seenOfType('error');
    expect(errors).toHaveLength(301);
    expect(errors.at(-1)?.error.source).toBe('agent');
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

describe('the methods of events', () => {
  it('report an action that lasts, by its key', async () => {
    init();
    rum.startAction('pay', { context: { cart: 1 }, actionKey: 'a' });
    rum.startAction('pay', { actionKey: 'b' });
    rum.addError('meanwhile');
    rum.stopAction('pay', { actionKey: 'a', context: { paid: true } });
    rum.stopAction('unknown');
    const actions = await seenOfType('action');
    const { action, context } = actions[0] ?? {};
    expect(actions).toHaveLength(1);
    expect(action).toMatchObject({ type: 'custom', target: { name: 'pay' } });
    expect(action?.loading_time).toBeGreaterThanOrEqual(0);
    expect(context).toEqual({ cart: 1, paid: true });
    const [error] = await seenOfType('error');
    expect(error?.action?.id).toHaveLength(2);
    expect(error?.action?.id).toContain(action?.id);
  });

  it('report durations that the page measured, and those that it has measured', async () => {
    rum.startDurationVital('early');
    init();
    const startTime = Date.now() - 1_000;
    rum.addDurationVital('hydrate', { startTime, duration: 12.5, description: 'all of it' });
    const one = rum.startDurationVital('list');
    const two = rum.startDurationVital('list', { context: { rows: 2 } });
    rum.stopDurationVital(one);
    rum.stopDurationVital('list', { context: { done: true } });
    rum.stopDurationVital(two);
    rum.stopDurationVital('early');
    const vitals = await seenOfType('vital');
    expect(vitals.map(({ vital }) => vital.name)).toEqual(['hydrate', 'list', 'list', 'early']);
    expect(vitals[0]).toMatchObject({
      vital: { type: 'duration', duration: 12.5e6, description: 'all of it' },
    });
    expect(Math.abs((vitals[0]?.date ?? 0) - startTime)).toBeLessThan(5);
    expect(vitals.map(({ context }) => context)).toEqual([{}, {}, { rows: 2, done: true }, {}]);
  });

  it('report the steps of operations', async () => {
    init();
    rum.startOperation('checkout', { operationKey: '7' });
    rum.succeedOperation('checkout', { operationKey: '7' });
    rum.startOperation('sign-up');
    rum.failOperation('sign-up', 'abandoned', { context: { field: 'mail' } });
    const id = expect.any(String);
    expect((await seenOfType('vital')).map(({ vital }) => vital)).toEqual([
      { id, type: 'operation_step', name: 'checkout', step_type: 'start', operation_key: '7' },
      { id, type: 'operation_step', name: 'checkout', step_type: 'end', operation_key: '7' },
      { id, type: 'operation_step', name: 'sign-up', step_type: 'start' },
      {
        id,
        type: 'operation_step',
        name: 'sign-up',
        step_type: 'end',
        failure_reason: 'abandoned',
      },
    ]);
  });

  it('report resources that the browser does not tell of', async () => {
    init();
    rum.startResource('wss://example.test/feed', { method: 'get', context: { room: 1 } });
    rum.stopResource('wss://example.test/feed', { statusCode: 101, size: 12 });
    rum.stopResource('wss://example.test/other');
    expect(await seenOfType('resource')).toMatchObject([
      {
        resource: {
          type: 'other',
          url: 'wss://example.test/feed',
          method: 'GET',
          status_code: 101,
          size: 12,
        },
        context: { room: 1 },
      },
    ]);
  });

  it('tell what an event of a time belongs to', async () => {
    expect(rum.getInternalContext()).toBeUndefined();
    init();
    rum.startView('first');
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 2));
    rum.startView('second');
    rum.startAction('pay');
    const now = rum.getInternalContext();
    expect(now).toMatchObject({
      application_id: 'app',
      session_id: rum.getSessionId(),
      view: { name: 'second', url: location.href },
    });
    expect(now?.user_action?.id).toHaveLength(1);
    expect(rum.getInternalContext(before)?.view?.name).toBe('first');
    expect(rum.getInternalContext(performance.timeOrigin - 60_000)).toBeUndefined();
  });
});

describe('contexts across pages', () => {
  it('outlive the page, and give way to what it says itself', () => {
    rum.setUser({ id: 'ann' });
    rum.setGlobalContext({ shop: 'north', visits: 1 });
    init({ storeContextsAcrossPages: true });
    rum.setUserProperty('plan', 'gold');
    rum.destroy();
    rum = createRum();
    rum.setGlobalContextProperty('visits', 2);
    init({ storeContextsAcrossPages: true });
    expect([rum.getUser(), rum.getGlobalContext()]).toEqual([
      { id: 'ann', plan: 'gold' },
      { shop: 'north', visits: 2 },
    ]);
  });

  it('are those that another tab sets', () => {
    init({ storeContextsAcrossPages: true });
    const key = 'firsthand.user.app';
    localStorage.setItem(key, '{"id":"bob"}');
    dispatchEvent(new StorageEvent('storage', { key }));
    expect(rum.getUser()).toEqual({ id: 'bob' });
  });

  it('are not stored unless that is asked', () => {
    init();
    rum.setUser({ id: 'ann' });
    rum.getSessionId();
    expect(Object.keys(localStorage)).toEqual(['firsthand.session']);
  });
});

describe('consent', () => {
  it('pending stores and observes nothing, keeps calls, and starts when it is granted', async () => {
    const native = fetch;
    init({ trackingConsent: 'pending' });
    rum.addError('while pending');
    expect([rum.getSessionId(), localStorage.length, fetch === native]).toEqual([
      undefined,
      0,
      true,
    ]);
    rum.setTrackingConsent('granted');
    expect(rum.getSessionId()).toBeDefined();
    expect((await seenOfType('error')).map(({ error }) => error.message)).toEqual([
      'while pending',
    ]);
  });

  it('denied forgets the session, and what was said meanwhile', async () => {
    init();
    await rum.flush();
    rum.addError('not sent yet');
    rum.setTrackingConsent('denied');
    rum.addError('denied');
    expect([rum.getSessionId(), localStorage.length]).toEqual([undefined, 0]);
    rum.setTrackingConsent('granted');
    expect(rum.getSessionId()).toBeDefined();
    expect(await seenOfType('error')).toEqual([]);
  });
});
