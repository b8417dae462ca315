import { errors } from '@firsthand/collectors';
import { comesTrue } from '@firsthand/testing';
import { describe, expect, it, vi } from 'vitest';
import { batchDatabase } from '../../transport/src/batch-database.js';
import { STORED, useVisits } from './visit.js';

const visits = useVisits();
const { start, messages, users } = visits;

/** Batches that wait for a later visits.page. */
async function countKept() {
  const kept = batchDatabase(
    `firsthand ${new URL('/rum-of-tests', location.href).href}`,
    new AbortController().signal,
  );
  return (await kept.readAll()).length;
}
describe('consent', () => {
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
    expect(visits.page.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/own-request']);
    expect(Array.from(visits.page.requests[0]?.headers ?? [])).toEqual([]);
    expect([visits.page.written, visits.page.ids, localStorage.length]).toEqual([[], 0, 0]);
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
    expect(new Set(visits.page.sent.map(({ session }) => session.id))).toEqual(
      new Set([later.getSessionId()]),
    );
    expect(sessions.mock.calls).toEqual([[later.getSessionId()]]);
    expect(visits.page.sent.find(({ type }) => type === 'view')).toMatchObject({
      view: { loading_type: 'initial_load', error: { count: 3 } },
    });
  });

  it('that stays pending: a thousand events are held, and no more', async () => {
    const pending = start({ trackingConsent: 'pending', collectors: [] });
    for (let n = 0; n < 1_200; n += 1) pending.addAction(`number ${n}`);
    await pending.flush();
    pending.setTrackingConsent('granted');
    await pending.flush();
    const { length } = visits.page.sent.filter(({ type }) => type === 'action');
    expect(length).toBeGreaterThan(990);
    expect(length).toBeLessThanOrEqual(1_000);
    expect(pending.getInternalContext()?.diagnostics.dropped_over_capacity).toBeGreaterThan(199);
  });

  it('that is denied from the start: nothing is known, and what earlier visits left is erased', async () => {
    for (const key of Object.values(STORED)) localStorage.setItem(key, '{"id":"x"}');
    localStorage.setItem('of the page', 'stays');
    const before = visits.page.written.length;
    const denied = start({ trackingConsent: 'denied' });
    denied.addError('one');
    await denied.flush();
    dispatchEvent(new Event('pagehide'));
    expect([visits.page.requests, visits.page.written.slice(before), visits.page.ids]).toEqual([
      [],
      [],
      0,
    ]);
    expect(Object.keys(localStorage)).toEqual(['of the page']);
  });

  it('that is denied later: what was not sent is forgotten, what is stored erased', async () => {
    const visited = start({ storeContextsAcrossPages: true });
    visited.setUser({ id: 'ann' });
    visited.setGlobalContext({ plan: 'free' });
    visited.addError('unsent');
    visited.getSessionId();
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
    const view = visits.page.sent.find(({ type }) => type === 'view');
    expect(view).toMatchObject({ view: { loading_type: 'route_change' } });
    expect(visits.page.sent.filter(({ type }) => type === 'resource')).toEqual([]);
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
      visits.page.isOffline = true;
      const visited = start({});
      visited.addError('kept');
      await visited.flush();
      await comesTrue(async () => expect(await countKept()).toBe(1));
      visited.addError('waiting');
      await visited.flush();
      visited.setTrackingConsent(withdrawn);
      visits.page.isOffline = false;
      dispatchEvent(new Event('online'));
      dispatchEvent(new Event('pagehide'));
      await comesTrue(async () => expect(await countKept()).toBe(0));
      await visited.flush();
      expect(messages()).toEqual([]);
    },
  );

  it('of another tab that is withdrawn is withdrawn here', async () => {
    const visited = start({});
    visited.addError('unsent');
    await new Promise((resolve) => setTimeout(resolve));
    dispatchEvent(
      new StorageEvent('storage', { key: 'firsthand.denied.app', newValue: '"denied"' }),
    );
    visited.addError('afterwards');
    await visited.flush();
    expect([messages(), visited.getSessionId()]).toEqual([[], undefined]);
  });

  it.each(['"granted"', '{"measure":"granted"}', 'no JSON', 'null'])(
    'is given by no other tab: %s',
    async (said) => {
      const visited = start({ trackingConsent: 'pending' });
      dispatchEvent(new StorageEvent('storage', { key: 'firsthand.denied.app', newValue: said }));
      visited.addError('one');
      await visited.flush();
      expect([visits.page.requests, visits.page.written, visits.page.ids]).toEqual([[], [], 0]);
    },
  );

  it('that is said by a word that is none is denied, as where one comes from elsewhere', async () => {
    const visited = start({});
    visited.addError('unsent');
    visited.setTrackingConsent('not-granted' as 'denied');
    visited.addError('afterwards');
    await visited.flush();
    expect([messages(), Object.keys(localStorage)]).toEqual([[], []]);
  });

  it('that is not said changes nothing', async () => {
    const visited = start({});
    visited.setTrackingConsent(undefined as unknown as 'granted');
    visited.setTrackingConsent(null as unknown as 'granted');
    visited.addError('one');
    await visited.flush();
    expect(messages()).toEqual(['one']);
  });

  it('that is withdrawn is told to other tabs, and leaves nothing behind', () => {
    const visited = start({});
    const before = visits.page.written.length;
    visited.setTrackingConsent({ replay: 'denied' });
    expect(visits.page.written.slice(before)).toEqual(['firsthand.denied.app']);
    expect(localStorage.getItem('firsthand.denied.app')).toBeNull();
  });
});
