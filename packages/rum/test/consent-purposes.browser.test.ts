import { comesTrue, idle } from '@firsthand/testing';
import { describe, expect, it } from 'vitest';
import type { Rum } from '../src/create-rum.js';
import { STORED, useVisits, type visit } from './visit.js';

const visits = useVisits();
const { start, messages, users, optOut } = visits;

describe('consent to be identified', () => {
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
    expect(visits.page.sent.every(({ context }) => context?.['plan'] === 'free')).toBe(true);
    expect(Object.keys(localStorage).toSorted()).toEqual([STORED.global, STORED.session]);
    const traced = visits.page.requests.find(({ url }) => url.endsWith('/traced'));
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
    const first = identified({ respectGlobalPrivacyControl: false });
    first.addError('one');
    await first.flush();
    first.destroy();
    optOut(false);
    const second = identified({});
    second.addError('two');
    await second.flush();
    expect(users()).toEqual([
      ['one', 'ann', 'acme'],
      ['two', 'ann', 'acme'],
    ]);
  });
});

describe('consent to be recorded', () => {
  const segments = () =>
    visits.page.requests.filter(({ url }) => url.includes('/v1/replay')).length;
  const recorded = (configuration: Parameters<typeof visit>[0]) =>
    start({ sessionReplaySampleRate: 100, ...configuration });
  /** Waits until the recorder is there and has recorded something. */
  const untilRecorded = (visited: Rum) =>
    comesTrue(async () => {
      await visited.flush();
      expect(segments()).toBeGreaterThan(0);
    });

  it('is in what is granted for all; withdrawn, nothing more leaves, and given again, it goes on', async () => {
    const visited = recorded({});
    await untilRecorded(visited);
    document.body.append('recorded, and not yet sent');
    await new Promise((resolve) => setTimeout(resolve));
    visited.setTrackingConsent({ replay: 'denied' });
    visits.page.requests.splice(0);
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
    await idle();
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
    await idle();
    await visited.flush();
    expect([segments(), visited.getSessionReplayLink()]).toEqual([0, undefined]);
  });
});
