import { describe, expect, it } from 'vitest';
import { useVisits, type visit } from './visit.js';

const visits = useVisits();
const KEY = 'firsthand.failed_session';
const start = (configuration: Parameters<typeof visit>[0] = {}) =>
  visits.start({ sessionSampleRate: 0, sessionOnError: true, ...configuration });
/** Names of the actions and messages of the errors that were sent. */
const told = () =>
  visits.page.sent.flatMap((event) =>
    event.type === 'action'
      ? [event.action.target?.name]
      : event.type === 'error'
        ? [event.error.message]
        : [],
  );

describe('a session that is not in the sample', () => {
  it('is sent from before an error on, and from then on as it comes, also by the next page', async () => {
    const rum = start();
    rum.addAction('one');
    await rum.flush();
    expect(visits.page.requests).toEqual([]);
    rum.addError('broken');
    await rum.flush();
    expect(told().toSorted()).toEqual(['broken', 'one']);
    rum.addAction('two');
    await rum.flush();
    rum.destroy();
    const next = start();
    next.addAction('three');
    await next.flush();
    expect(told().toSorted()).toEqual(['broken', 'one', 'three', 'two']);
    const views = visits.page.sent.filter(({ type }) => type === 'view');
    expect(views.at(0)).toMatchObject({ view: { action: { count: 1 } } });
    expect(new Set(visits.page.sent.map(({ session }) => JSON.stringify(session)))).toEqual(
      new Set([JSON.stringify({ id: next.getSessionId(), type: 'user', kept_on_error: true })]),
    );
  });

  it('is sent by another tab as well, with what that had kept', async () => {
    const [rum, other] = [start(), start()];
    other.addAction('in the other');
    await other.flush();
    expect(visits.page.requests).toEqual([]);
    rum.addError('broken');
    await rum.flush();
    expect(told()).toEqual(['broken']);
    other.addAction('next in the other');
    await other.flush();
    expect(told().toSorted()).toEqual(['broken', 'in the other', 'next in the other']);
    other.destroy();
    rum.destroy();
  });

  it('is not sent when another session has an error', async () => {
    const rum = start({ allowUntrustedEvents: true });
    rum.addAction('in the first');
    await rum.flush();
    rum.stopSession();
    document.body.click();
    rum.addError('in the second');
    await rum.flush();
    expect(told()).toContain('in the second');
    expect(told()).not.toContain('in the first');
  });

  it('is kept within bounds: the latest 500 events', async () => {
    const rum = start({ collectors: [] });
    for (let number = 1; number <= 520; number += 1) rum.addAction(`${number}`);
    await rum.flush();
    rum.addError('broken');
    await rum.flush();
    const actions = told().filter((name) => name !== 'broken');
    expect(actions.length).toBeGreaterThan(490);
    expect(actions.length).toBeLessThanOrEqual(500);
    expect([actions.includes('520'), actions.includes('20')]).toEqual([true, false]);
    expect(rum.getInternalContext()?.diagnostics.dropped_unsampled).toBeGreaterThanOrEqual(20);
  });

  it('is forgotten when consent to be identified is withdrawn', async () => {
    const rum = start();
    rum.setUser({ id: 'ann' });
    rum.addAction('of ann');
    await rum.flush();
    rum.setTrackingConsent({ identify: 'denied' });
    rum.addError('of nobody');
    await rum.flush();
    expect(told()).toEqual(['of nobody']);
    expect(visits.page.sent.filter(({ usr }) => usr)).toEqual([]);
  });

  it('leaves nothing in the browser after consent was denied', async () => {
    const rum = start();
    rum.addError('broken');
    await rum.flush();
    expect(localStorage.getItem(KEY)).toBe(rum.getSessionId());
    rum.setTrackingConsent('denied');
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('is nowhere unless that is asked for', async () => {
    const rum = start({ sessionOnError: false });
    rum.addError('broken');
    await rum.flush();
    expect(visits.page.requests).toEqual([]);
    expect(localStorage.getItem(KEY)).toBeNull();
  });
});

it('a session that is in the sample is not marked as kept because of an error', async () => {
  const rum = start({ sessionSampleRate: 100 });
  rum.addError('broken');
  await rum.flush();
  expect(told()).toEqual(['broken']);
  expect(visits.page.sent.filter(({ session }) => session.kept_on_error)).toEqual([]);
  expect(localStorage.getItem(KEY)).toBeNull();
});
