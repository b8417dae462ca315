import type { TrackingConsent } from '@firsthand/privacy';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followCookiebot } from '../src/consent/cookiebot.js';
import { followKlaro, type KlaroManager } from '../src/consent/klaro.js';
import { followOneTrust } from '../src/consent/onetrust.js';
import { followOrestbida } from '../src/consent/orestbida.js';
import { followOsano, osanoCallbacks } from '../src/consent/osano.js';

/*
 * Tools that cannot be installed, by their documented events; those that can are driven whole in
 * e2e/tests/consent-tools.spec.ts.
 */

const page = globalThis as unknown as Record<string, unknown>;
let said: TrackingConsent[] = [];
let abort = new AbortController();
const rum = { setTrackingConsent: (consent: TrackingConsent) => void said.push(consent) };
const states = (measure: string, identify = measure) => ({ measure, replay: measure, identify });
const fire = (type: string, detail?: unknown) => dispatchEvent(new CustomEvent(type, { detail }));

beforeEach(() => {
  said = [];
  abort = new AbortController();
});
afterEach(() => {
  abort.abort();
  for (const name of ['Osano', 'OneTrust', 'OnetrustActiveGroups', 'Cookiebot', 'CookieConsent'])
    Reflect.deleteProperty(page, name);
  vi.useRealTimers();
});

describe('Osano', () => {
  function platform() {
    const listeners = new Map<string, Set<(consent?: object) => void>>();
    const of = (type: string) => listeners.get(type) ?? new Set();
    page['Osano'] = {
      cm: {
        addEventListener: (type: string, listener: () => void) =>
          listeners.set(type, of(type).add(listener)),
        removeEventListener: (type: string, listener: () => void) => of(type).delete(listener),
      },
    };
    return (type: string, consent?: object) => {
      for (const listener of of(`osano-cm-${type}`)) listener(consent);
    };
  }

  it('is pending until there is an answer, and follows what is saved', () => {
    const tell = platform();
    followOsano(rum, {}, abort.signal);
    tell('initialized');
    tell('consent-changed', { ANALYTICS: 'ACCEPT' });
    tell('consent-saved', { ANALYTICS: 'ACCEPT', PERSONALIZATION: 'DENY' });
    tell('consent-saved', { ANALYTICS: 'ACCEPT', PERSONALIZATION: 'ACCEPT' });
    tell('consent-saved', { ANALYTICS: 'DENY', PERSONALIZATION: 'DENY' });
    expect(said).toEqual([
      states('pending'),
      states('granted', 'denied'),
      states('granted'),
      states('denied'),
    ]);
    abort.abort();
    tell('consent-saved', { ANALYTICS: 'ACCEPT' });
    expect(said.length).toBe(4);
  });

  it('is waited for', () => {
    vi.useFakeTimers();
    followOsano(rum, {}, abort.signal);
    vi.advanceTimersByTime(1_000);
    const tell = platform();
    vi.advanceTimersByTime(1_000);
    tell('initialized', { ANALYTICS: 'ACCEPT', PERSONALIZATION: 'ACCEPT' });
    expect(said).toEqual([states('granted')]);
  });

  it.each([
    ['opt-in', 'allow', 'granted'],
    ['opt-in', 'dismiss', 'denied'],
    ['opt-in', 'deny', 'denied'],
    ['opt-out', 'dismiss', 'granted'],
    ['opt-out', 'deny', 'denied'],
    ['info', 'dismiss', 'granted'],
    ['info', 'what is none', 'denied'],
  ])('its free banner: %s, %s: %s', (type, status, expected) => {
    const { onStatusChange } = osanoCallbacks(rum);
    onStatusChange.call({ options: { type } }, status);
    expect(said).toEqual([expected]);
  });
});

describe('OneTrust', () => {
  it('is pending until the banner is closed, and follows groups', () => {
    let isClosed = false;
    page['OneTrust'] = { IsAlertBoxClosed: () => isClosed };
    page['OnetrustActiveGroups'] = ',C0001,';
    followOneTrust(rum, {}, abort.signal);
    isClosed = true;
    fire('OneTrustGroupsUpdated', ['C0001', 'C0002']);
    fire('OneTrustGroupsUpdated', ['C0001', 'C0002', 'C0003']);
    fire('OneTrustGroupsUpdated', ['C0001']);
    expect(said).toEqual([
      states('pending'),
      states('granted', 'denied'),
      states('granted'),
      states('denied'),
    ]);
  });

  it('that is only set up so far has said nothing', () => {
    page['OneTrust'] = { geolocationResponse: {} };
    followOneTrust(rum, {}, abort.signal);
    expect(said).toEqual([]);
    fire('OneTrustGroupsUpdated', ['C0001']);
    expect(said).toEqual([states('pending')]);
  });

  it('may come later, and with groups that need no answer', () => {
    followOneTrust(rum, { groups: { identify: ['C0002'] } }, abort.signal);
    expect(said).toEqual([]);
    page['OneTrust'] = { IsAlertBoxClosed: () => false };
    fire('OneTrustGroupsUpdated', ['C0001', 'C0002']);
    expect(said).toEqual([states('granted')]);
    abort.abort();
    fire('OneTrustGroupsUpdated', ['C0001']);
    expect(said.length).toBe(1);
  });
});

describe('Cookiebot', () => {
  it('is pending until there is a response, and follows categories', () => {
    const tool = { hasResponse: false, consent: { statistics: false, preferences: false } };
    followCookiebot(rum, {}, abort.signal);
    expect(said).toEqual([]);
    page['Cookiebot'] = tool;
    fire('CookiebotOnConsentReady');
    Object.assign(tool, { hasResponse: true, consent: { statistics: true, preferences: false } });
    fire('CookiebotOnAccept');
    tool.consent = { statistics: false, preferences: false };
    fire('CookiebotOnDecline');
    expect(said).toEqual([states('pending'), states('granted', 'denied'), states('denied')]);
  });

  it('whose script has not run is an element', () => {
    document.body.innerHTML = '<script id="Cookiebot" type="text/plain"></script>';
    followCookiebot(rum, {}, abort.signal);
    expect(said).toEqual([]);
    document.body.innerHTML = '';
  });

  it('is told again, since somebody else may have said something since', () => {
    page['Cookiebot'] = { hasResponse: true, consent: { statistics: false } };
    followCookiebot(rum, {}, abort.signal);
    fire('CookiebotOnDecline');
    expect(said).toEqual([states('denied'), states('denied')]);
  });

  it('that has answered already', () => {
    page['Cookiebot'] = { hasResponse: true, consent: { statistics: true, preferences: true } };
    followCookiebot(rum, {}, abort.signal);
    expect(said).toEqual([states('granted')]);
  });
});

it('orestbida that has answered already, and one that asks', () => {
  const cookieConsent = { validConsent: () => true, acceptedCategory: () => true };
  followOrestbida(rum, { cookieConsent }, abort.signal);
  page['CookieConsent'] = { validConsent: () => false, acceptedCategory: () => false };
  followOrestbida(rum, {}, abort.signal);
  fire('cc:onChange', { cookie: { categories: [] } });
  expect(said).toEqual([states('granted'), states('pending'), states('denied'), states('denied')]);
});

it('Klaro that is not set up yet is waited for', () => {
  vi.useFakeTimers();
  let isSetUp = false;
  page['klaro'] = {
    getManager() {
      if (!isSetUp) throw new TypeError('no configuration');
      return { confirmed: true, savedConsents: { firsthand: true }, watch() {}, unwatch() {} };
    },
  };
  followKlaro(rum, {}, abort.signal);
  vi.advanceTimersByTime(1_000);
  isSetUp = true;
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual([states('granted')]);
  Reflect.deleteProperty(page, 'klaro');
});

it('Klaro takes no default and no half-made choice for an answer', () => {
  const watchers = new Set<{ update(): void }>();
  const manager: KlaroManager = {
    confirmed: false,
    savedConsents: { firsthand: true, opted: true },
    getService: (name) => ({ optOut: name === 'opted' }),
    watch: (watcher) => void watchers.add(watcher),
    unwatch: (watcher) => void watchers.delete(watcher),
  };
  const update = () => {
    for (const watcher of watchers) watcher.update();
  };
  followKlaro(rum, { manager, services: { identify: ['opted'] } }, abort.signal);
  update();
  manager.confirmed = true;
  manager.savedConsents = { firsthand: true, opted: false };
  update();
  expect(said).toEqual([
    { measure: 'pending', replay: 'pending', identify: 'granted' },
    { measure: 'granted', replay: 'granted', identify: 'denied' },
  ]);
  abort.abort();
  expect(watchers.size).toBe(0);
});
