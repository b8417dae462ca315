import { errors } from '@firsthand/collectors';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Rum } from '../src/create-rum.js';
import { batchDatabase } from '../../transport/src/batch-database.js';
import { visit, watchPage } from './visit.js';

const STORED = {
  session: 'firsthand.session',
  global: 'firsthand.global.app',
  user: 'firsthand.user.app',
  account: 'firsthand.account.app',
};

let page: ReturnType<typeof watchPage>;
let rum: Rum | undefined;

const start = (configuration: Parameters<typeof visit>[0]) => (rum = visit(configuration));
const messages = () =>
  page.sent.flatMap((event) => (event.type === 'error' ? [event.error.message] : []));
const users = () =>
  page.sent.flatMap((event) =>
    event.type === 'error' ? [[event.error.message, event.usr?.id, event.account?.id]] : [],
  );
/** Batches that wait for a later page. */
async function countKept() {
  const kept = batchDatabase(
    `firsthand ${new URL('/rum-of-tests/v1/events', location.href).href}`,
    new AbortController().signal,
  );
  return (await kept.readAll()).length;
}
const optOut = (value: boolean) =>
  Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true });

describe('consent', () => {
  beforeEach(() => {
    localStorage.clear();
    page = watchPage();
  });
  afterEach(() => {
    rum?.destroy();
    page.restore();
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
  });

  it('that is pending: nothing is sent, stored or identified, and requests are left alone', async () => {
    const pending = start({ trackingConsent: 'pending', allowedTracingUrls: [() => true] });
    pending.setUser({ id: 'ann' });
    pending.addError('one');
    pending.addAction('two');
    pending.startView('three');
    pending.addDurationVital('four', { startTime: 0, duration: 1 });
    await fetch('/own-request');
    document.body.click();
    await pending.flush();
    dispatchEvent(new Event('pagehide'));
    expect(page.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/own-request']);
    expect(Array.from(page.requests[0]?.headers ?? [])).toEqual([]);
    expect([page.written, page.ids, localStorage.length]).toEqual([[], 0, 0]);
    expect([pending.getSessionId(), pending.getInternalContext()]).toEqual([undefined, undefined]);
  });

  it('that is granted after it was pending: what happened meanwhile is sent, in one session', async () => {
    const later = start({ trackingConsent: 'pending', collectors: [errors()] });
    const sessions = vi.fn();
    later.onSessionChange(sessions);
    later.setUser({ id: 'ann' });
    later.addError('early');
    // Clocks of browsers are coarse: what happens within 0.1 ms happens at once.
    await new Promise((resolve) => setTimeout(resolve, 2));
    later.setUser({ id: 'ben' });
    dispatchEvent(
      new ErrorEvent('error', { message: 'thrown early', error: new Error('thrown early') }),
    );
    await later.flush();
    later.setTrackingConsent('granted');
    later.addError('late');
    await later.flush();
    expect(messages().toSorted()).toEqual(['early', 'late', 'thrown early']);
    expect(users()).toContainEqual(['early', 'ann', undefined]);
    expect(users()).toContainEqual(['late', 'ben', undefined]);
    expect(new Set(page.sent.map(({ session }) => session.id))).toEqual(
      new Set([later.getSessionId()]),
    );
    expect(sessions.mock.calls).toEqual([[later.getSessionId()]]);
    expect(page.sent.find(({ type }) => type === 'view')).toMatchObject({
      view: { loading_type: 'initial_load', error: { count: 3 } },
    });
  });

  it('that stays pending: a thousand events are held, and no more', async () => {
    const pending = start({ trackingConsent: 'pending', collectors: [] });
    for (let n = 0; n < 1_200; n += 1) pending.addError(`number ${n}`);
    await pending.flush();
    pending.setTrackingConsent('granted');
    await pending.flush();
    expect(messages().length).toBeGreaterThan(990);
    expect(messages().length).toBeLessThanOrEqual(1_000);
    expect(pending.getInternalContext()?.diagnostics.dropped_over_capacity).toBeGreaterThan(199);
  });

  it('that is denied from the start: nothing is known, and what earlier visits left is erased', async () => {
    for (const key of Object.values(STORED)) localStorage.setItem(key, '{"id":"x"}');
    localStorage.setItem('of the page', 'stays');
    const before = page.written.length;
    const denied = start({ trackingConsent: 'denied' });
    denied.addError('one');
    await denied.flush();
    dispatchEvent(new Event('pagehide'));
    expect([page.requests, page.written.slice(before), page.ids]).toEqual([[], [], 0]);
    expect(Object.keys(localStorage)).toEqual(['of the page']);
  });

  it('that is denied later: what was not sent is forgotten, what is stored erased', async () => {
    const visited = start({ storeContextsAcrossPages: true });
    visited.setUser({ id: 'ann' });
    visited.setGlobalContext({ plan: 'free' });
    visited.addError('unsent');
    expect(Object.keys(localStorage).toSorted()).toEqual(Object.values(STORED).toSorted());
    visited.setTrackingConsent('denied');
    visited.addError('afterwards');
    visited.setUser({ id: 'ben' });
    await visited.flush();
    dispatchEvent(new Event('pagehide'));
    expect([messages(), Object.keys(localStorage)]).toEqual([[], []]);
    expect(visited.getSessionId()).toBeUndefined();
  });

  it('that is granted after it was denied: only what happens from then on is known', async () => {
    const visited = start({ trackingConsent: 'denied' });
    visited.addError('while denied');
    visited.setTrackingConsent('granted');
    visited.addError('while granted');
    await visited.flush();
    expect(messages()).toEqual(['while granted']);
    const view = page.sent.find(({ type }) => type === 'view');
    expect(view).toMatchObject({ view: { loading_type: 'route_change' } });
    expect(page.sent.filter(({ type }) => type === 'resource')).toEqual([]);
  });

  it('that is pending again: what was not sent is forgotten, the session is not', async () => {
    const visited = start({});
    const id = visited.getSessionId();
    visited.addError('unsent');
    visited.setTrackingConsent('pending');
    visited.addError('held');
    await visited.flush();
    expect(messages()).toEqual([]);
    visited.setTrackingConsent('granted');
    await visited.flush();
    expect([messages(), visited.getSessionId()]).toEqual([['held'], id]);
  });

  it.each(['pending', 'denied', { identify: 'denied' }] as const)(
    'that is withdrawn (%o) while the intake is out of reach: what was kept for later is forgotten',
    async (withdrawn) => {
      page.isOffline = true;
      const visited = start({});
      visited.addError('kept');
      await visited.flush();
      await vi.waitFor(async () => expect(await countKept()).toBe(1));
      visited.addError('waiting');
      await visited.flush();
      visited.setTrackingConsent(withdrawn);
      page.isOffline = false;
      dispatchEvent(new Event('online'));
      dispatchEvent(new Event('pagehide'));
      await vi.waitFor(async () => expect(await countKept()).toBe(0));
      await visited.flush();
      expect(messages()).toEqual([]);
    },
  );

  it('that is withdrawn while a batch is being compressed: it does not leave', async () => {
    const visited = start({ trackingConsent: 'granted' });
    page.compresses = true;
    visited.addError(`large ${'enough '.repeat(300)}`);
    const flushed = visited.flush();
    visited.setTrackingConsent({ identify: 'denied' });
    await flushed;
    expect(page.requests).toEqual([]);
  });

  it('of another tab that is withdrawn is withdrawn here', async () => {
    const visited = start({});
    visited.addError('unsent');
    dispatchEvent(
      new StorageEvent('storage', { key: 'firsthand.denied.app', newValue: '"denied"' }),
    );
    visited.addError('afterwards');
    await visited.flush();
    expect([messages(), visited.getSessionId()]).toEqual([[], undefined]);
  });

  it('that is withdrawn is told to other tabs, and leaves nothing behind', () => {
    const visited = start({});
    const before = page.written.length;
    visited.setTrackingConsent({ replay: 'denied' });
    expect(page.written.slice(before)).toEqual(['firsthand.denied.app']);
    expect(localStorage.getItem('firsthand.denied.app')).toBeNull();
  });
});

describe('consent to be identified', () => {
  beforeEach(() => {
    localStorage.clear();
    page = watchPage();
  });
  afterEach(() => {
    rum?.destroy();
    page.restore();
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
  });

  const identified = (configuration: Parameters<typeof visit>[0]) => {
    const visited = start({ storeContextsAcrossPages: true, ...configuration });
    visited.setUser({ id: 'ann' });
    visited.setAccount({ id: 'acme' });
    visited.setGlobalContextProperty('plan', 'free');
    return visited;
  };

  it('is in what is granted for all', async () => {
    const visited = identified({});
    visited.addError('named');
    await visited.flush();
    expect(users()).toEqual([['named', 'ann', 'acme']]);
  });

  it('without it events bear no name, storage holds none, and no trace does', async () => {
    const visited = identified({
      trackingConsent: { measure: 'granted' },
      allowedTracingUrls: [() => true],
      propagateTraceBaggage: true,
    });
    visited.addError('nameless');
    await fetch('/traced');
    await visited.flush();
    expect(users()).toEqual([['nameless', undefined, undefined]]);
    expect(page.sent.every(({ context }) => context?.['plan'] === 'free')).toBe(true);
    expect(Object.keys(localStorage).toSorted()).toEqual([STORED.global, STORED.session]);
    const traced = page.requests.find(({ url }) => url.endsWith('/traced'));
    expect(traced?.headers.get('baggage')).toBe(`session.id=${visited.getSessionId()}`);
  });

  it('that comes later counts from then on', async () => {
    const visited = identified({ trackingConsent: { measure: 'granted' } });
    visited.setTrackingConsent({ identify: 'granted' });
    visited.addError('named');
    await visited.flush();
    expect(users()).toEqual([['named', 'ann', 'acme']]);
    expect(Object.keys(localStorage).toSorted()).toEqual(Object.values(STORED).toSorted());
  });

  it('that is withdrawn takes back what was not sent, and erases the name', async () => {
    const visited = identified({});
    const id = visited.getSessionId();
    visited.addError('named');
    visited.setTrackingConsent({ identify: 'denied' });
    visited.setUser({ id: 'ben' });
    visited.addError('nameless');
    await visited.flush();
    expect(users()).toEqual([['nameless', undefined, undefined]]);
    expect(Object.keys(localStorage).toSorted()).toEqual([STORED.global, STORED.session]);
    expect(visited.getSessionId()).toBe(id);
  });

  it('is none where the browser sends Global Privacy Control', async () => {
    optOut(true);
    const visited = identified({});
    visited.addError('nameless');
    await visited.flush();
    expect(users()).toEqual([['nameless', undefined, undefined]]);
  });

  it('stands where Global Privacy Control is not respected, or not sent', async () => {
    optOut(true);
    identified({ respectGlobalPrivacyControl: false }).addError('one');
    await rum?.flush();
    rum?.destroy();
    optOut(false);
    identified({}).addError('two');
    await rum?.flush();
    expect(users()).toEqual([
      ['one', 'ann', 'acme'],
      ['two', 'ann', 'acme'],
    ]);
  });
});

describe('consent to be recorded', () => {
  beforeEach(() => {
    localStorage.clear();
    page = watchPage();
  });
  afterEach(() => {
    rum?.destroy();
    page.restore();
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
  });

  const segments = () => page.requests.filter(({ url }) => url.includes('/v1/replay')).length;
  const recorded = (configuration: Parameters<typeof visit>[0]) =>
    start({ sessionReplaySampleRate: 100, ...configuration });
  /** Waits until the recorder is there and has recorded something. */
  const untilRecorded = (visited: Rum) =>
    vi.waitFor(
      async () => {
        await visited.flush();
        expect(segments()).toBeGreaterThan(0);
      },
      { timeout: 10_000 },
    );

  it('is in what is granted for all; withdrawn, nothing more leaves, and given again, it goes on', async () => {
    const visited = recorded({});
    await untilRecorded(visited);
    document.body.append('recorded, and not yet sent');
    await new Promise((resolve) => setTimeout(resolve));
    visited.setTrackingConsent({ replay: 'denied' });
    page.requests.splice(0);
    document.body.append('not recorded');
    await visited.flush();
    dispatchEvent(new Event('pagehide'));
    visited.addError('still measured');
    await visited.flush();
    expect([segments(), messages()]).toEqual([0, ['still measured']]);
    visited.setTrackingConsent({ replay: 'granted' });
    await untilRecorded(visited);
  });

  it.each([
    ['is pending', { trackingConsent: { measure: 'granted' } }],
    ['is denied', { trackingConsent: { measure: 'granted', replay: 'denied' } }],
  ] as const)('that %s: the recorder is not even loaded', async (_, configuration) => {
    const visited = recorded(configuration);
    visited.startSessionReplayRecording({ force: true });
    visited.addError('measured');
    await visited.flush();
    await new Promise((resolve) => requestIdleCallback(resolve));
    await visited.flush();
    expect([segments(), messages(), visited.getSessionReplayLink()]).toEqual([
      0,
      ['measured'],
      undefined,
    ]);
  });

  it('is none where the browser sends Global Privacy Control', async () => {
    optOut(true);
    const visited = recorded({});
    await new Promise((resolve) => requestIdleCallback(resolve));
    await visited.flush();
    expect([segments(), visited.getSessionReplayLink()]).toEqual([0, undefined]);
  });
});
