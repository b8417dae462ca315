import { comesTrue } from '@firsthand/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRum } from '../src/index.js';
import { STORED, useVisits } from './visit.js';

const visits = useVisits();
const { start, messages } = visits;
const REFUSALS = 'firsthand.denied';
const ANONYMOUS = 'firsthand.anonymous_user';
const erase = (name: string) => (document.cookie = `${name}=;path=/;max-age=0`);

describe('an answer that is none', () => {
  it.each<[given: unknown, isMeasured: boolean]>([
    [true, false],
    ['GRANTED', false],
    [{ measure: true }, false],
    [false, false],
    ['', false],
    [0, false],
    [{ measure: false }, false],
    [{ measure: null }, false],
    [{ analytics: 'granted' }, true],
    [{}, true],
    [null, true],
    [undefined, true],
    [['granted'], true],
  ])('%j is said once, and grants nothing', async (given, isMeasured) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const rum = start({});
    rum.setTrackingConsent(given as never);
    expect(said).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining("'granted', 'pending' or 'denied'"),
      given,
    );
    expect(rum.getSessionId() !== undefined).toBe(isMeasured);
  });

  it('is said of `init` as well', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const rum = start({ trackingConsent: 'yes' as never });
    expect([said.mock.calls.length, rum.getSessionId()]).toEqual([1, undefined]);
  });

  it.each(['granted', 'pending', 'denied', { measure: 'granted' }, { replay: 'denied' }] as const)(
    '%j is one',
    (given) => {
      const said = vi.spyOn(console, 'error').mockImplementation(() => {});
      start({}).setTrackingConsent(given);
      expect(said).not.toHaveBeenCalled();
    },
  );
});

describe('a withdrawal names the ids that it ends:', () => {
  it('session and anonymous id', async () => {
    const rum = start({ trackAnonymousUser: true });
    rum.addError('one');
    await rum.flush();
    const sessionId = rum.getSessionId();
    const anonymousId = visits.page.sent.at(-1)?.usr?.anonymous_id;
    expect(anonymousId).toEqual(expect.any(String));
    expect(rum.setTrackingConsent('granted')).toEqual({});
    expect(rum.setTrackingConsent({ identify: 'denied' })).toEqual({ anonymousId });
    expect(rum.setTrackingConsent('denied')).toEqual({ sessionId });
    expect(rum.setTrackingConsent('denied')).toEqual({});
  });

  it('of a session that was kept while consent was asked for anew', async () => {
    const rum = start({});
    const sessionId = rum.getSessionId();
    expect(rum.setTrackingConsent('pending')).toEqual({});
    expect(rum.setTrackingConsent('denied')).toEqual({ sessionId });
  });

  it('of what an earlier page has left', () => {
    localStorage.setItem('firsthand.session', '{"id":"earlier"}');
    const rum = start({ trackingConsent: 'pending' });
    expect(rum.setTrackingConsent('denied')).toEqual({ sessionId: 'earlier' });
  });

  it('none where none was made', () => {
    const rum = start({ trackAnonymousUser: true });
    expect(rum.setTrackingConsent('denied')).toEqual({});
    expect([visits.page.ids, localStorage.length]).toEqual([0, 0]);
  });
});

it('a view says under what consent it was collected, and when that was said', async () => {
  const before = Date.now();
  const views = () => visits.page.sent.filter((event) => event.type === 'view');
  const rum = start({ trackingConsent: { measure: 'granted', replay: 'denied' } });
  await rum.flush();
  const said = () => views().at(-1)?.privacy;
  const at = { said_at: expect.toSatisfy((time: number) => time >= before && time <= Date.now()) };
  const first = { measure: 'granted', replay: 'denied', identify: 'pending' };
  expect(said()).toEqual({ consent: { ...first, ...at } });
  rum.setTrackingConsent({ identify: 'granted' });
  rum.addError('one');
  await rum.flush();
  expect(said()).toEqual({ consent: { ...first, identify: 'granted', ...at } });
  expect(visits.page.sent.find(({ type }) => type === 'error')).not.toHaveProperty('privacy');
});

describe('a refusal on another subdomain', () => {
  afterEach(() => erase(REFUSALS));
  const options = { trackSessionAcrossSubdomains: true, storeContextsAcrossPages: true };
  const refuse = (purposes: string[], at = Date.now() + 1) => {
    const times = Object.fromEntries(purposes.map((purpose) => [purpose, at]));
    document.cookie = `${REFUSALS}=${encodeURIComponent(JSON.stringify(times))};path=/`;
  };
  const ours = () =>
    Object.keys(localStorage)
      .concat(document.cookie)
      .join()
      .match(/firsthand[.\w]*/g) ?? [];

  it('ends the session, forgets what was not sent and erases what is stored', async () => {
    const rum = start(options);
    rum.setUser({ id: 'ann' });
    rum.addError('unsent');
    expect(rum.getSessionId()).toEqual(expect.any(String));
    await new Promise((resolve) => setTimeout(resolve, 5));
    erase('firsthand.session');
    refuse(['measure', 'replay', 'identify'], Date.now());
    document.body.click();
    rum.addError('after it');
    await rum.flush();
    expect(rum.getSessionId()).toBeUndefined();
    await comesTrue(async () => expect(ours()).toEqual([REFUSALS]));
    dispatchEvent(new Event('pagehide'));
    await rum.flush();
    expect(messages()).toEqual([]);
  });

  it('keeps a page from starting a session that was told to before', async () => {
    const rum = start(options);
    refuse(['measure']);
    await comesTrue(async () => {
      expect(rum.getSessionId()).toBeUndefined();
      expect(ours()).toEqual([REFUSALS]);
    });
  });

  it('of a name leaves the session', async () => {
    const rum = start({ ...options, trackAnonymousUser: true });
    const id = rum.getSessionId();
    await comesTrue(async () => expect(ours()).toContain(ANONYMOUS));
    const { length: before } = visits.page.sent;
    refuse(['identify']);
    await comesTrue(async () => {
      // What is collected looks for it.
      rum.addError('before');
      expect(ours()).not.toContain(ANONYMOUS);
    });
    rum.setUser({ id: 'ann' });
    rum.addError('one');
    await rum.flush();
    expect(messages()).toContain('one');
    expect(rum.getSessionId()).toBe(id);
    expect(ours()).not.toContain(STORED.user);
    expect(visits.page.sent.slice(before).flatMap(({ usr }) => usr ?? [])).toEqual([]);
  });

  it('does not count where a person has said otherwise since', async () => {
    refuse(['measure'], Date.now() - 1_000);
    const rum = start(options);
    expect(rum.getSessionId()).toEqual(expect.any(String));
  });

  it.each([
    '',
    '{',
    '5',
    'null',
    '{"measure":"x"}',
    '{"measure":1e99}',
    '{"measure":{"valueOf":1,"toString":1}}',
  ])('that is none (%s) is none', async (text) => {
    document.cookie = `${REFUSALS}=${encodeURIComponent(text)};path=/`;
    expect(start(options).getSessionId()).toEqual(expect.any(String));
  });

  it('of a name keeps it from baggage at once', async () => {
    const rum = start({ ...options, allowedTracingUrls: ['/'], propagateTraceBaggage: true });
    rum.setUser({ id: 'ann' });
    const baggage = async () => {
      await fetch('/own-request');
      return visits.page.requests
        .findLast(({ url }) => url.endsWith('/own-request'))
        ?.headers.get('baggage');
    };
    await comesTrue(async () => expect(await baggage()).toContain('user.id=ann'));
    refuse(['identify'], Date.now());
    expect(await baggage()).toMatch(/^session\.id=[^,]+$/);
    refuse(['measure'], Date.now());
    expect(await baggage()).toBeNull();
  });

  it('that somebody has made long does not keep another from being told', () => {
    document.cookie = `${REFUSALS}=${encodeURIComponent(JSON.stringify({ x: 'y'.repeat(3_500) }))};path=/`;
    start(options).setTrackingConsent({ identify: 'denied' });
    expect(decodeURIComponent(document.cookie)).toMatch(/firsthand.denied={"identify":\d+}/);
  });

  it('is told where it was said before init, and by a word that is none', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const rum = createRum();
    rum.setTrackingConsent({ identify: 'no' as never });
    rum.init({ applicationId: 'app', endpoint: '/rum-of-tests', ...options });
    expect(decodeURIComponent(document.cookie)).toMatch(/firsthand.denied={"identify":\d+}/);
    rum.destroy();
  });

  it('is told by the page on which it was said, and by no other', async () => {
    start({}).setTrackingConsent('denied');
    expect(document.cookie).not.toContain(REFUSALS);
    visits.page.restore();
    const rum = start({ ...options, applicationId: 'other' });
    rum.setTrackingConsent({ identify: 'denied' });
    expect(decodeURIComponent(document.cookie)).toMatch(/firsthand.denied={"identify":\d+}/);
  });
});
