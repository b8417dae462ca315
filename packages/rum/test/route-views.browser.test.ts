import { countLeaks, keptEvents } from '@firsthand/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRum, type Rum } from '../src/index.js';
import type { RumConfiguration } from '../src/configuration.js';
import { followRoutes, routeViews } from '../src/route-views.js';

let rum: Rum;
let kept: ReturnType<typeof keptEvents>;
let address: string;

beforeEach(() => {
  address = location.href;
  localStorage.clear();
  rum = createRum();
  kept = keptEvents(() => rum.flush());
});
afterEach(() => {
  rum.destroy();
  vi.useRealTimers();
  history.replaceState(null, '', address);
});

const init = (configuration: Partial<RumConfiguration> = {}) =>
  rum.init({
    applicationId: 'app',
    collectors: [],
    plugins: [{ name: 'router', onInit: followRoutes }],
    ...configuration,
    beforeSend: kept.beforeSend,
  });

/** As a router does that changes the address first. */
const go = (path: string, name = path) => {
  history.pushState(null, '', path);
  routeViews(rum).arrive(path, name);
};
const click = () => document.body.click();

describe('views by a router', () => {
  it('have the name of the route, and none by the address alone', async () => {
    init();
    history.replaceState(null, '', '/user/7');
    routeViews(rum).arrive('/user/7', '/user/:id');
    click();
    history.pushState(null, '', '/not-of-the-router');
    click();
    go('/user/8', '/user/:id');
    expect(await kept.routes()).toEqual([
      ['/user/:id', '/user/7', 'initial_load'],
      ['/user/:id', '/user/8', 'route_change'],
    ]);
  });

  it('hold what happens before the first of them', async () => {
    init();
    rum.addError(new Error('early'));
    expect(await kept.ofType('error')).toEqual([]);
    go('/user/7', '/user/:id');
    expect(await kept.ofType('error')).toMatchObject([{ view: { name: '/user/:id' } }]);
  });

  it('begin without it where the router is too slow, and take its name when it comes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    init();
    history.replaceState(null, '', '/user/7');
    vi.advanceTimersByTime(5_000);
    expect(await kept.routes()).toEqual([['/user/?', '/user/7', 'initial_load']]);
    routeViews(rum).arrive('/user/7', '/user/:id');
    expect(await kept.routes()).toEqual([['/user/:id', '/user/7', 'initial_load']]);
  });

  it('begin without it when the page ends', async () => {
    init();
    rum.addError(new Error('on the way out'));
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(await kept.ofType('error')).toHaveLength(1);
  });

  it('are known to an instance that starts later', async () => {
    go('/', '/');
    go('/user/7', '/user/:id');
    init();
    expect(await kept.routes()).toEqual([['/user/:id', '/user/7', 'initial_load']]);
    const [only] = await kept.views();
    expect(only?.view.loading_time).toBeUndefined();
  });

  it('are known to an instance that starts again', async () => {
    init();
    go('/user/7', '/user/:id');
    rum.setTrackingConsent('denied');
    rum.setTrackingConsent('granted');
    rum.addError(new Error('after'));
    expect(await kept.ofType('error')).toMatchObject([{ view: { name: '/user/:id' } }]);
  });

  it('go on under their name when the page comes back from the back/forward cache', async () => {
    init();
    go('/user/7', '/user/:id');
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect(await kept.routes()).toEqual([
      ['/user/:id', '/user/7', 'initial_load'],
      ['/user/:id', '/user/7', 'bf_cache'],
    ]);
  });

  it('leave nothing behind when the instance ends', () => {
    const leaks = countLeaks();
    init();
    go('/user/7', '/user/:id');
    rum.destroy();
    expect(leaks.stop()).toEqual({ listeners: [], timers: 0, observers: 0, patches: [] });
  });

  it('are renamed where the router learns the route later', async () => {
    init();
    go('/user/7', '/user/*');
    routeViews(rum).arrive('/user/7', '/user/:id');
    routeViews(rum).arrive('/user/7', undefined);
    expect(await kept.routes()).toEqual([['/user/:id', '/user/7', 'initial_load']]);
  });
});

describe('a redirect', () => {
  it('is a part of the view that it leads to, which has begun when the person set out', async () => {
    init();
    go('/');
    click();
    routeViews(rum).begin();
    const startedAt = Date.now();
    go('/old');
    await new Promise((resolve) => setTimeout(resolve, 50));
    routeViews(rum).begin();
    go('/new');
    expect(await kept.routes()).toEqual([
      ['/', '/', 'initial_load'],
      ['/new', '/new', 'route_change'],
    ]);
    expect((await kept.views())[1]?.date).toBeLessThanOrEqual(startedAt + 1);
  });

  it.each([
    ['a click', click],
    ['going back', () => dispatchEvent(new PopStateEvent('popstate'))],
    ['a second', () => vi.advanceTimersByTime(1_001)],
  ])('is none after %s', async (_, act) => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    init();
    go('/');
    vi.advanceTimersByTime(1);
    act();
    go('/next');
    expect(await kept.routes()).toHaveLength(2);
  });

  it('is none where a person clicks while a navigation is under way', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout', 'Date'] });
    init();
    go('/');
    click();
    routeViews(rum).begin();
    vi.advanceTimersByTime(300);
    click();
    const startedAt = Date.now();
    routeViews(rum).begin();
    vi.advanceTimersByTime(300);
    go('/other');
    expect((await kept.views())[1]).toMatchObject({ date: startedAt, view: { name: '/other' } });
  });
});
