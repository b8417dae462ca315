import { countLeaks, eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRum } from '../src/index.js';
import type { RumConfiguration } from '../src/configuration.js';
import { whole } from '../src/late/parts.js';
import { watchPage } from './visit.js';

afterEach(() => vi.restoreAllMocks());

describe('a wrong configuration', () => {
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /applicationId/],
    ['null', null, /applicationId/],
    ['no application id', {}, /applicationId/],
    ['an ill-formed application id', { applicationId: 'a-b' }, /applicationId/],
    ['too long an application id', { applicationId: 'a'.repeat(49) }, /applicationId/],
    [
      'a sample rate beyond 100',
      { applicationId: 'a', sessionSampleRate: 101 },
      /sessionSampleRate/,
    ],
    ...['sessionReplaySampleRate', 'traceSampleRate', 'telemetrySampleRate'].map<
      [string, unknown, RegExp]
    >((name) => [`${name} below 0`, { applicationId: 'a', [name]: -1 }, RegExp(name)]),
    ...[
      'allowedTracingUrls',
      'allowedGraphQlUrls',
      'trackResourceHeaders',
      'excludedActivityUrls',
      'allowedTrackingOrigins',
      'privacyAllowlist',
      'collectors',
    ].flatMap<[string, unknown, RegExp]>((name) => [
      [`${name} that are one text`, { applicationId: 'a', [name]: location.origin }, RegExp(name)],
      [`${name} with a gap`, { applicationId: 'a', [name]: [undefined] }, RegExp(name)],
    ]),
    [
      'another origin, which begins with an allowed one',
      { applicationId: 'a', allowedTrackingOrigins: [location.origin.slice(0, -1)] },
      /allowedTrackingOrigins/,
    ],
    ['an endpoint that is no URL', { applicationId: 'a', endpoint: 'https://' }, /endpoint/],
    ['plugins that are no list', { applicationId: 'a', plugins: { name: 'react' } }, /plugins/],
    [
      'a selector that is none',
      { applicationId: 'a', privacySelectors: { mask: ['.ok', '['] } },
      /privacySelectors/,
    ],
    [
      'a pattern that is no expression',
      { applicationId: 'a', scrub: { patterns: [{ name: 'id', pattern: '1' }] } },
      /scrub\.patterns/,
    ],
  ])('(%s) gives one clear error and leaves the page alone', (_, configuration, sentence) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const page = { fetch: globalThis.fetch, pushState: history.pushState };
    const rum = createRum();
    rum.init(configuration as RumConfiguration);
    expect(error.mock.calls).toEqual([[expect.stringMatching(sentence)]]);
    expect({ fetch: globalThis.fetch, pushState: history.pushState }).toEqual(page);
    expect(rum.getSessionId()).toBeUndefined();
  });
});

describe('init', () => {
  it('works once; the second call says so', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const rum = createRum();
    rum.init({ applicationId: 'first', collectors: [] });
    const session = rum.getSessionId();
    rum.init({ applicationId: 'second', collectors: [] });
    expect(error).toHaveBeenCalledOnce();
    expect(rum.getSessionId()).toBe(session);
    rum.destroy();
  });

  it.each([
    ['what it cannot read', () => Object.create(null, { applicationId: { get: fail } }) as object],
    [
      'a collector whose watch throws',
      () => ({
        applicationId: 'app',
        collectors: [{ name: 'odd', start() {}, starts: failToWatch }],
      }),
    ],
  ])('throws nothing into the page: %s', (_, configuration) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const rum = createRum();
    rum.init(configuration() as RumConfiguration);
    expect(warn).toHaveBeenCalledOnce();
    rum.destroy();
  });

  it('takes origins that are allowed: as they are, by an expression, by a function', () => {
    const isHere = (origin: string) => origin === location.origin;
    for (const allowed of [location.origin, RegExp(location.origin), isHere]) {
      const rum = createRum();
      rum.init({ applicationId: 'app', collectors: [], allowedTrackingOrigins: ['x:', allowed] });
      expect(rum.getSessionId()).toBeDefined();
      rum.destroy();
    }
  });

  it('puts the page back on destroy', () => {
    const page = { fetch: globalThis.fetch, pushState: history.pushState };
    const rum = createRum();
    rum.init({ applicationId: 'app', trackWebVitals: false });
    expect(globalThis.fetch).not.toBe(page.fetch);
    rum.destroy();
    expect({ fetch: globalThis.fetch, pushState: history.pushState }).toEqual(page);
  });

  it('begins a session when the page’s script is over, or as soon as it is asked for', async () => {
    const key = 'firsthand.session';
    const [one, two] = [createRum(), createRum()];
    localStorage.clear();
    one.init({ applicationId: 'one', collectors: [] });
    expect(localStorage.getItem(key)).toBeNull();
    await eventually('a session', () => localStorage.getItem(key));
    one.destroy();
    localStorage.clear();
    two.init({ applicationId: 'two', collectors: [] });
    expect(localStorage.getItem(key)).toBeNull();
    const id = two.getSessionId();
    expect(id && localStorage.getItem(key)).toContain(id);
    two.destroy();
  });

  it('leaves nothing behind where it ends in the same script', async () => {
    localStorage.clear();
    const leaks = countLeaks();
    const rum = createRum();
    rum.init({ applicationId: 'app', trackWebVitals: false });
    rum.setTrackingConsent('denied');
    rum.destroy();
    expect(leaks.stop()).toEqual({ listeners: [], timers: 0, observers: 0, patches: [] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('sends what there is where the page ends in the same script', async () => {
    await whole.load();
    const page = watchPage();
    const rum = createRum();
    rum.init({ applicationId: 'app', endpoint: '/rum-of-tests', trackWebVitals: false });
    rum.setUser({ id: 'ann' });
    dispatchEvent(new PageTransitionEvent('pagehide'));
    const sent = page.sent.map(({ type, usr }) => [type, usr?.id]);
    rum.destroy();
    page.restore();
    expect(sent).toEqual([['view', 'ann']]);
  });

  it('lets two instances share one patch, until both are gone', () => {
    const native = globalThis.fetch;
    const [one, two] = [createRum(), createRum()];
    one.init({ applicationId: 'one', trackWebVitals: false });
    const patched = globalThis.fetch;
    two.init({ applicationId: 'two', trackWebVitals: false });
    expect(globalThis.fetch).toBe(patched);
    one.destroy();
    expect(globalThis.fetch).toBe(patched);
    two.destroy();
    expect(globalThis.fetch).toBe(native);
  });
});

function failToWatch(): never {
  throw new Error('no watch');
}

function fail(): never {
  throw new Error('of the page');
}
