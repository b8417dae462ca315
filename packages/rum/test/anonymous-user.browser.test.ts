import { describe, expect, it } from 'vitest';
import { useVisits, type visit } from './visit.js';

const visits = useVisits();
const KEY = 'firsthand.anonymous_user';
const start = (configuration: Parameters<typeof visit>[0] = {}) =>
  visits.start({ trackAnonymousUser: true, ...configuration });
/** Of each error that was sent its session and its users. */
const persons = () =>
  visits.page.sent.flatMap(({ type, session, usr }) =>
    type === 'error' ? [{ session: session.id, id: usr?.id, anonymous: usr?.anonymous_id }] : [],
  );
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

describe('the id of a person whom nobody has named', () => {
  it('is not made unless it is asked for', async () => {
    const rum = start({ trackAnonymousUser: false });
    rum.addError('nobody');
    await rum.flush();
    expect(persons().map(({ anonymous }) => anonymous)).toEqual([undefined]);
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('outlives sessions and pages, and stays beside the name', async () => {
    const first = start();
    first.addError('one');
    await first.flush();
    first.destroy();
    localStorage.removeItem('firsthand.session');
    const second = start();
    second.setUser({ id: 'ann' });
    second.addError('two');
    await second.flush();
    const [one, two] = persons();
    expect([one?.anonymous, one?.id, two?.id]).toEqual([uuid, undefined, 'ann']);
    expect(two?.anonymous).toBe(one?.anonymous);
    expect(two?.session).not.toBe(one?.session);
  });

  it('is not made without consent to be identified', async () => {
    const rum = start({ trackingConsent: { measure: 'granted' } });
    rum.addError('nobody');
    await rum.flush();
    expect(persons().map(({ anonymous }) => anonymous)).toEqual([undefined]);
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it.each(['local-storage', 'cookie', 'memory'] as const)(
    'is another after consent was withdrawn and given again, where it is kept in %s',
    async (sessionPersistence) => {
      const rum = start({ sessionPersistence });
      rum.addError('one');
      await rum.flush();
      rum.setTrackingConsent({ identify: 'denied' });
      rum.addError('two');
      await rum.flush();
      expect([localStorage.getItem(KEY), document.cookie.includes(KEY)]).toEqual([null, false]);
      rum.setTrackingConsent({ identify: 'granted' });
      rum.addError('three');
      rum.addError('four');
      await rum.flush();
      const [one, two, three, four] = persons().map(({ anonymous }) => anonymous);
      expect([one, two, three]).toEqual([uuid, undefined, uuid]);
      expect(three).not.toBe(one);
      expect(four).toBe(three);
      rum.setTrackingConsent('denied');
      expect([localStorage.getItem(KEY), document.cookie.includes(KEY)]).toEqual([null, false]);
    },
  );
});
