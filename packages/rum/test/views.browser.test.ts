import { defineCollector } from '@firsthand/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { failure, usePipeline } from './pipeline.js';

const { start } = usePipeline();
afterEach(() => void vi.useRealTimers());

describe('views', () => {
  it('of the page’s own making have its name, service, version and context', async () => {
    const { rum, ofType } = start();
    rum.startView(
      { name: 'checkout', service: 'pay', version: '9', context: { step: 1 } },
      performance.now(),
    );
    rum.emit('error', failure);
    await rum.flush();
    expect(ofType('error')[0]).toMatchObject({
      view: { name: 'checkout' },
      service: 'pay',
      version: '9',
      context: { step: 1 },
    });
  });

  it('left to the page hold what happens before the first, which is the initial one', async () => {
    const { rum, transport, ofType } = start({ trackViewsManually: true });
    rum.emit('error', failure);
    history.pushState(null, '', '/not-a-view');
    await rum.flush();
    expect(transport.events).toEqual([]);
    rum.startView({ name: 'first' }, performance.now());
    rum.startView({ name: 'second' }, performance.now());
    await rum.flush();
    expect(ofType('error')).toMatchObject([{ view: { name: 'first' } }]);
    const started = new Map(ofType('view').map(({ view }) => [view.name, view.loading_type]));
    expect(started).toEqual(
      new Map([
        ['first', 'initial_load'],
        ['second', 'route_change'],
      ]),
    );
  });

  it('begin anew when the page comes back from the back/forward cache', async () => {
    const { rum, ofType } = start();
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await rum.flush();
    const last = new Map(ofType('view').map((event) => [event.view.id, event.view]));
    expect(Array.from(last.values())).toMatchObject([
      { loading_type: 'initial_load', is_active: false },
      { loading_type: 'bf_cache', is_active: true },
    ]);
  });

  it('go on under the name that the page gave them when they come back from that cache', async () => {
    const { rum, ofType } = start();
    rum.startView({ name: 'checkout', context: { step: 2 } }, performance.now());
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await rum.flush();
    expect(ofType('view').at(-1)).toMatchObject({
      view: { name: 'checkout', loading_type: 'bf_cache' },
      context: { step: 2 },
    });
  });

  it('that began earlier take what happened since', async () => {
    const { rum, ofType } = start();
    const at = performance.now();
    rum.emit('error', failure);
    rum.startView({ name: 'slow', context: { step: 1 }, startTime: at }, at);
    await rum.flush();
    expect(ofType('error')[0]).toMatchObject({ view: { name: 'slow' }, context: { step: 1 } });
  });

  it('that began no later than the running one take its place', async () => {
    const { rum, ofType } = start({ trackViewsManually: true });
    rum.startView({}, 0);
    const at = performance.now();
    rum.startView({ name: 'old', startTime: at }, at);
    history.pushState(null, '', '/new');
    rum.startView({ name: 'old', startTime: at }, at);
    rum.startView({ name: 'new', service: 'pay', context: { step: 1 }, startTime: at }, at);
    await rum.flush();
    const last = Array.from(
      new Map(ofType('view').map((event) => [event.view.id, event])).values(),
    );
    expect(last).toMatchObject([
      { view: { loading_type: 'initial_load' } },
      {
        view: { name: 'new', url: expect.stringMatching(/\/new$/), is_active: true },
        service: 'pay',
        context: { step: 1 },
      },
    ]);
  });

  it('have the context of their latest state', async () => {
    const { rum, ofType, contexts } = start();
    await rum.flush();
    contexts.user.set({ id: 'ann' });
    await rum.flush();
    expect(ofType('view').map(({ usr }) => usr?.id)).toEqual([undefined, undefined, 'ann']);
  });

  it('carry timings, and feature flags that ride on errors too', async () => {
    const { rum, ofType } = start();
    rum.updateView({ view: { custom_timings: { hero: 5 } } });
    rum.updateView({ view: { custom_timings: { menu: 7 } } });
    rum.view?.featureFlags.setProperty('dark', true);
    rum.emit('error', failure);
    rum.emit('long_task', { long_task: { entry_type: 'long-task', duration: 1 } });
    await rum.flush();
    expect(ofType('view').at(-1)).toMatchObject({
      view: { custom_timings: { hero: 5, menu: 7 } },
      feature_flags: { dark: true },
    });
    expect(ofType('error')[0]).toMatchObject({ feature_flags: { dark: true } });
    expect(ofType('long_task')[0]).not.toHaveProperty('feature_flags');
  });

  it('are told to collectors from their start to their end', async () => {
    const told: string[] = [];
    const listener = defineCollector('listener', ({ onViewStart, onViewEnd }) => {
      onViewStart(({ loadingType }) => told.push(`start ${loadingType}`));
      onViewEnd(({ loadingType }) => told.push(`end ${loadingType}`));
    });
    start({ collectors: [listener()] });
    history.pushState(null, '', '/next');
    expect(told).toEqual(['start initial_load', 'end initial_load', 'start route_change']);
  });

  it.each<[string, { html?: string; from?: string; to: string[]; names: string[] }]>([
    [
      'a fragment that is no anchor',
      { to: ['#cart', '#page/3', '#'], names: ['/shop', '/shop#cart', '/shop#page/?', '/shop'] },
    ],
    ['no anchor by id', { html: '<p id="cart">', to: ['#cart', '#'], names: ['/shop'] }],
    ['no anchor by name', { html: '<a name="cart">', to: ['#cart', '#'], names: ['/shop'] }],
    ['no anchor in percent code', { html: '<p id="é">', to: ['#%C3%A9'], names: ['/shop'] }],
    [
      'no anchor on a route',
      { html: '<p id="end">', to: ['#cart', '#end', '#cart'], names: ['/shop', '/shop#cart'] },
    ],
    [
      'no query within a fragment',
      { to: ['#/cart?x=1', '#/cart?x=2', '#/cart'], names: ['/shop', '/shop#/cart'] },
    ],
    [
      'a fragment that comes with a path, but as what may be an anchor of it',
      { from: '/shop#end', to: ['/docs#intro', '/docs#/x'], names: ['/shop', '/docs', '/docs#/x'] },
    ],
    ['one that cannot be decoded', { to: ['#%'], names: ['/shop', '/shop#%'] }],
  ])('are begun by %s', async (_, { html = '', from = '/shop', to, names }) => {
    document.body.innerHTML = html;
    history.replaceState(null, '', from);
    const { rum, ofType } = start();
    for (const url of to) history.pushState(null, '', url);
    await rum.flush();
    const views = new Map(ofType('view').map(({ view }) => [view.id, view.name]));
    expect(Array.from(views.values())).toEqual(names);
  });

  it('go on where the page of a route shows an element of its name', async () => {
    history.replaceState(null, '', '/shop');
    const { rum, ofType } = start();
    history.pushState(null, '', '#cart');
    document.body.innerHTML = '<p id="cart">';
    history.replaceState({ restored: true }, '', '#cart');
    dispatchEvent(new PopStateEvent('popstate'));
    await rum.flush();
    expect(new Set(ofType('view').map(({ view }) => view.id)).size).toBe(2);
  });

  it('are named as by default where `groupUrl` throws, which the page does not notice', async () => {
    const fault = new Error('of the page');
    const { rum, ofType, faults } = start({
      groupUrl() {
        throw fault;
      },
    });
    history.pushState(null, '', '/orders/17');
    await rum.flush();
    expect(ofType('view').at(-1)?.view.name).toBe('/orders/?');
    expect(faults).toEqual([fault, fault]);
  });

  it('start and end whatever collectors throw', async () => {
    const fail = () => {
      throw new Error('of a collector');
    };
    const failing = defineCollector('failing', ({ onViewStart, onViewEnd }) => {
      onViewEnd(fail);
      onViewStart(fail);
    });
    const told: string[] = [];
    const listener = defineCollector('listener', ({ onViewStart, onViewEnd }) => {
      onViewStart(() => told.push('start'));
      onViewEnd(() => told.push('end'));
    });
    const { rum, ofType, faults } = start({ collectors: [failing(), listener()] });
    history.pushState(null, '', '/next');
    await rum.flush();
    expect(new Set(ofType('view').map(({ view }) => view.id)).size).toBe(2);
    expect(told).toEqual(['start', 'end', 'start']);
    expect(faults).toHaveLength(3);
  });

  it('go on in a new session with the name that the page gave them', async () => {
    const { rum, ofType } = start({ trackViewsManually: true });
    rum.startView({ name: 'checkout', context: { step: 2 } }, performance.now());
    rum.session?.stop();
    expect(rum.view).toBeUndefined();
    dispatchEvent(new MouseEvent('click'));
    await rum.flush();
    const [first, second] = new Map(ofType('view').map((event) => [event.view.id, event])).values();
    expect(first).toMatchObject({ view: { name: 'checkout', is_active: false } });
    expect(second).toMatchObject({
      view: { name: 'checkout', loading_type: 'session_renewal' },
      context: { step: 2 },
    });
    expect(second?.session.id).not.toBe(first?.session.id);
  });

  it('take what becomes known up to 5 minutes after their end, and no later', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { rum, ofType } = start();
    const at = performance.now();
    vi.advanceTimersByTime(100);
    history.pushState(null, '', '/next');
    const inTime = { view: { performance: { cls: { score: 0.1 } } } };
    vi.advanceTimersByTime(5 * 60_000);
    rum.emit('view', inTime, at);
    await rum.flush();
    vi.advanceTimersByTime(1);
    rum.emit('view', { view: { performance: { cls: { score: 0.5 } } } }, at);
    await rum.flush();
    const first = ofType('view').filter(({ view }) => view.loading_type === 'initial_load');
    expect(first.at(-1)).toMatchObject(inTime);
  });

  it('say the same start in all their snapshots', async () => {
    const { rum, ofType } = start();
    await rum.flush();
    await rum.flush();
    expect(new Set(ofType('view').map(({ date }) => date)).size).toBe(1);
  });
});

describe('an action that lasts', () => {
  it('has what happens meanwhile, counted and by reference', async () => {
    const { rum, ofType } = start();
    const action = rum.startAction(performance.now());
    rum.emit('error', failure);
    rum.emit('resource', { resource: { type: 'fetch', url: '/x' } });
    rum.emit('vital', { vital: { type: 'duration', name: 'no part', duration: 1 } });
    await new Promise((resolve) => setTimeout(resolve, 5));
    action.end(performance.now(), ({ error, resource, long_task }) => ({
      action: {
        type: 'custom',
        error: { count: error },
        resource: { count: resource },
        long_task: { count: long_task },
      },
    }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    rum.emit('error', failure);
    await rum.flush();
    expect(ofType('error').map((event) => event.action)).toEqual([{ id: [action.id] }, undefined]);
    expect(ofType('resource')[0]?.action).toEqual({ id: [action.id] });
    expect(ofType('vital')[0]).not.toHaveProperty('action');
    expect(ofType('action')).toMatchObject([
      {
        action: {
          id: action.id,
          error: { count: 1 },
          resource: { count: 1 },
          long_task: { count: 0 },
        },
      },
    ]);
  });

  it('that was none leaves no trace', async () => {
    const { rum, ofType } = start();
    const action = rum.startAction(performance.now());
    rum.emit('error', failure);
    action.discard();
    await rum.flush();
    expect(ofType('error')[0]).not.toHaveProperty('action');
    expect(ofType('action')).toEqual([]);
  });
});
