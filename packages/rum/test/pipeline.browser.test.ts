import type { Collector } from '@firsthand/core';
import { countLeaks, eventually } from '@firsthand/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { whole } from '../src/late/parts.js';
import { defaultCollectors } from '../src/default-collectors.js';
import { failure, usePipeline } from './pipeline.js';

const { start, stop } = usePipeline();

describe('the pipeline', () => {
  it('completes an event with application, release, session, view and page', async () => {
    const { rum, ofType } = start();
    rum.emit('error', failure);
    await rum.flush();
    expect(ofType('error')).toMatchObject([
      {
        application: { id: 'app' },
        env: 'test',
        version: '1.2.3',
        service: 'unit',
        session: { id: rum.session?.getId(), type: 'user' },
        view: { url: location.href },
        error: { message: 'x' },
        device: { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
        display: { viewport: { width: innerWidth, height: innerHeight } },
      },
    ]);
  });

  it('dates an event when it happened, not when it was noticed', async () => {
    const { rum, ofType } = start();
    const at = performance.now() - 3;
    rum.emit('error', failure, at);
    await rum.flush();
    expect(ofType('error')[0]?.date).toBeCloseTo(performance.timeOrigin + at, -2);
  });

  it('gives an event to the view in which it happened', async () => {
    const { rum, ofType } = start();
    const before = performance.now();
    history.pushState(null, '', '/orders/17');
    rum.emit('error', failure, before);
    rum.emit('error', failure);
    await rum.flush();
    expect(ofType('error').map(({ view }) => view.name)).toEqual([
      expect.not.stringContaining('/orders'),
      '/orders/?',
    ]);
  });

  it('gives an event user, account and context as they were when it happened', async () => {
    const { rum, ofType, contexts } = start();
    contexts.user.set({ id: 'ann' });
    contexts.account.set({ id: 'acme' });
    contexts.global.set({ cart: 1, step: 'a' });
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 2));
    contexts.user.set({ id: 'bob' });
    contexts.account.clear();
    contexts.global.set({ cart: 2, step: 'b' });
    rum.emit('error', { ...failure, context: { step: 'own' } });
    rum.emit('error', failure, before);
    await rum.flush();
    const [late, early] = ofType('error');
    expect(late).toMatchObject({ usr: { id: 'bob' }, context: { cart: 2, step: 'own' } });
    expect(late).not.toHaveProperty('account');
    expect(early).toMatchObject({
      usr: { id: 'ann' },
      account: { id: 'acme' },
      context: { cart: 1, step: 'a' },
    });
  });

  it('counts what happened in a view, in snapshots of a rising version', async () => {
    const { rum, ofType } = start();
    await rum.flush();
    rum.emit('error', failure);
    await rum.flush();
    const snapshots = ofType('view');
    const versions = snapshots.map(({ _dd }) => _dd.document_version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(snapshots.map(({ view }) => view.id)).size).toBe(1);
    expect(snapshots.at(-1)?.view).toMatchObject({ error: { count: 1 }, is_active: true });
  });

  it('ends a view where the next begins', async () => {
    const { rum, ofType } = start();
    history.pushState(null, '', '/next');
    await rum.flush();
    const last = new Map(ofType('view').map((event) => [event.view.id, event.view]));
    expect(Array.from(last.values())).toMatchObject([
      { is_active: false, loading_type: 'initial_load' },
      { is_active: true, loading_type: 'route_change', name: '/next' },
    ]);
  });

  it.each([
    ['another path', '/elsewhere', 2],
    ['a route in the fragment', '#/cart', 2],
    ['another query', '?sort=price', 1],
    ['the top of the page', '#top', 1],
  ])('%s gives %3$s view(s)', async (_, url, views) => {
    const { rum, ofType } = start();
    history.pushState(null, '', url);
    await rum.flush();
    expect(new Set(ofType('view').map(({ view }) => view.id)).size).toBe(views);
  });

  it('collects nothing of a session outside the sample', async () => {
    const { rum, transport } = start({ sessionSampleRate: 0 });
    rum.emit('error', failure);
    await rum.flush();
    expect(transport.events).toEqual([]);
  });

  it('sends on the page’s exit, with the last state of the view', () => {
    const { rum, transport, ofType } = start();
    rum.emit('error', failure);
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(transport.flushes).toEqual([{ exit: true }]);
    expect(ofType('view').at(-1)?.view.error.count).toBe(1);
  });

  it('goes on when a collector throws, and says so', async () => {
    const broken: Collector = {
      name: 'broken',
      start() {
        throw new Error('at start');
      },
    };
    const { rum, faults, ofType } = start({ collectors: [broken] });
    rum.emit('error', failure);
    await rum.flush();
    expect(faults).toMatchObject([{ message: 'at start' }]);
    expect(ofType('error')).toHaveLength(1);
  });

  it('takes a type of one’s own', async () => {
    const { rum, transport } = start();
    rum.emit('custom_copy', { copy: { length: 3 } });
    await rum.flush();
    expect(transport.events).toContainEqual(
      expect.objectContaining({ type: 'custom_copy', copy: { length: 3 } }),
    );
  });

  it('shares the session with what starts later in this browser', () => {
    const first = start().rum.session?.getId();
    stop();
    expect(start().rum.session?.getId()).toBe(first);
  });
});

describe('with the default collectors', () => {
  // As files of their own, which the test's server compiles, these take longer than a chunk does.
  beforeAll(whole.load, 30_000);

  it('reports what happens on a page by events that the server takes', async () => {
    const { rum, transport, ofType } = start({ collectors: defaultCollectors() });
    document.body.innerHTML = '<button>x</button>';
    await userEvent.click(document.querySelector('button') ?? document.body);
    await (await fetch('/?in-the-pipeline')).text();
    await eventually('action, fetch and navigation timing', async () => {
      await rum.flush();
      return (
        ofType('action').length &&
        ofType('resource').some(({ resource }) => resource.url.includes('in-the-pipeline')) &&
        ofType('view').at(-1)?.view.first_byte !== undefined
      );
    });
    // The memory transport has checked each of them against its schema.
    expect(transport.events.length).toBeGreaterThan(2);
  });

  it('leaves nothing behind when it ends', async () => {
    // web-vitals has no way to be stopped; its reports end in the collector.
    const collectors = defaultCollectors({ trackWebVitals: false });
    const leaks = countLeaks();
    const { rum } = start({ collectors });
    history.pushState(null, '', '/leaving');
    rum.emit('error', failure);
    await (await fetch('/?leaving')).text();
    stop();
    expect(leaks.stop()).toEqual({ listeners: [], timers: 0, observers: 0, patches: [] });
  });

  it('emits nothing after it has ended', async () => {
    const { rum, transport } = start({ collectors: defaultCollectors() });
    await rum.flush();
    stop();
    const before = transport.events.length;
    rum.emit('error', failure);
    history.pushState(null, '', '/after');
    await rum.flush();
    expect(transport.events.slice(before).filter(({ type }) => type !== 'view')).toEqual([]);
  });
});
