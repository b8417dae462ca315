import type { TrackingConsent } from '@firsthand/privacy';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followGoogleConsentMode } from '../src/consent/google-consent-mode.js';
import { followTcf } from '../src/consent/tcf.js';

const page = globalThis as { __tcfapi?: unknown; dataLayer?: unknown[] };
let said: TrackingConsent[] = [];
let abort = new AbortController();
const rum = { setTrackingConsent: (consent: TrackingConsent) => void said.push(consent) };

beforeEach(() => {
  said = [];
  abort = new AbortController();
});
afterEach(() => {
  abort.abort();
  delete page.__tcfapi;
  delete page.dataLayer;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a platform of the Transparency and Consent Framework', () => {
  /** A platform; `tell` says to its listeners what the person did. */
  function platform() {
    const listeners: ((data: object, isSuccess: boolean) => void)[] = [];
    const removed: unknown[] = [];
    page.__tcfapi = (command: string, _version: 2, callback: never, parameter: unknown) =>
      command === 'addEventListener' ? listeners.push(callback) : removed.push(parameter);
    const tell = (data: object, isSuccess = true) => {
      for (const listener of listeners) listener({ listenerId: 7, ...data }, isSuccess);
    };
    return { tell, removed };
  }
  const answered = (...purposes: number[]) => ({
    gdprApplies: true,
    eventStatus: 'useractioncomplete',
    purpose: { consents: Object.fromEntries(purposes.map((id) => [id, true])) },
  });

  it.each([
    ['all', [1, 8, 9, 10], { measure: 'granted', replay: 'granted', identify: 'granted' }],
    ['storage and measuring', [1, 8], { measure: 'granted', replay: 'denied', identify: 'denied' }],
    [
      'to improve services',
      [1, 8, 10],
      { measure: 'granted', replay: 'granted', identify: 'denied' },
    ],
    ['no storage', [8, 9, 10], { measure: 'denied', replay: 'denied', identify: 'denied' }],
    ['nothing', [], { measure: 'denied', replay: 'denied', identify: 'denied' }],
  ])('that was granted %s', (_, purposes, consent) => {
    const { tell } = platform();
    followTcf(rum);
    tell(answered(...purposes));
    expect(said).toEqual([consent]);
  });

  it('says nothing while the person is being asked, or when it fails', () => {
    const { tell } = platform();
    followTcf(rum);
    tell({ ...answered(1, 8), eventStatus: 'cmpuishown' });
    tell(answered(1, 8), false);
    expect(said).toEqual([]);
  });

  it('grants all where the law does not apply', () => {
    const { tell } = platform();
    followTcf(rum);
    tell({ gdprApplies: false });
    expect(said).toEqual(['granted']);
  });

  it('needs the vendor too, where one is named, and purposes as they are mapped', () => {
    const { tell } = platform();
    followTcf(rum, { vendorId: 42, purposes: { measure: [1] } });
    tell(answered(1));
    tell({ ...answered(1), vendor: { consents: { 42: true } } });
    expect(said).toMatchObject([{ measure: 'denied' }, { measure: 'granted', replay: 'denied' }]);
  });

  it('is left after the end', () => {
    const { tell, removed } = platform();
    followTcf(rum, {}, abort.signal);
    abort.abort();
    tell(answered(1, 8));
    expect([said, removed]).toEqual([[], [7]]);
  });

  it('that comes later is followed from then on', async () => {
    vi.useFakeTimers();
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    followTcf(rum, {}, abort.signal);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(warned).not.toHaveBeenCalled();
    const { tell } = platform();
    await vi.advanceTimersByTimeAsync(1_000);
    tell(answered(1, 8, 9, 10));
    await vi.advanceTimersByTimeAsync(60_000);
    tell(answered());
    expect(said).toMatchObject([{ measure: 'granted' }, { measure: 'denied' }]);
    expect(warned).not.toHaveBeenCalled();
  });

  it('that does not come is said once', async () => {
    vi.useFakeTimers();
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    followTcf(rum, {}, abort.signal);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(warned).toHaveBeenCalledOnce();
  });

  it('that comes after the end is left alone', async () => {
    vi.useFakeTimers();
    followTcf(rum, {}, abort.signal);
    abort.abort();
    const { tell } = platform();
    await vi.advanceTimersByTimeAsync(60_000);
    tell(answered(1, 8));
    expect(said).toEqual([]);
  });
});

describe('Google Consent Mode', () => {
  /** As Google's snippet has it: what is pushed are the arguments themselves. */
  // oxlint-disable-next-line no-unused-vars, prefer-rest-params -- Google's own form.
  function gtag(..._: unknown[]) {
    // oxlint-disable-next-line prefer-rest-params -- Google's own form.
    (page.dataLayer ??= []).push(arguments);
  }

  it('that denies by default has no answer yet; what came before is read', () => {
    gtag('consent', 'default', { analytics_storage: 'denied', wait_for_update: 500 });
    followGoogleConsentMode(rum, {}, abort.signal);
    expect(said).toEqual([{ measure: 'pending', replay: 'pending', identify: 'pending' }]);
  });

  it('is followed when the person answers, purpose by purpose', () => {
    followGoogleConsentMode(rum, {}, abort.signal);
    expect(said).toEqual([]);
    gtag('consent', 'update', { analytics_storage: 'granted' });
    gtag('consent', 'update', { personalization_storage: 'granted' });
    gtag('consent', 'update', { analytics_storage: 'denied' });
    expect(said).toEqual([
      { measure: 'granted', replay: 'granted', identify: 'pending' },
      { measure: 'granted', replay: 'granted', identify: 'granted' },
      { measure: 'denied', replay: 'denied', identify: 'denied' },
    ]);
  });

  it('is mapped as the page wants it', () => {
    followGoogleConsentMode(rum, { types: { replay: ['ad_storage'] } }, abort.signal);
    gtag('consent', 'update', { analytics_storage: 'granted', ad_storage: 'denied' });
    expect(said).toMatchObject([{ measure: 'granted', replay: 'denied' }]);
  });

  it('does not heed other entries', () => {
    followGoogleConsentMode(rum, {}, abort.signal);
    gtag('js', new Date());
    page.dataLayer?.push({ event: 'x' }, null);
    expect(said).toEqual([]);
    expect(page.dataLayer).toHaveLength(3);
  });

  const storage = (state: string, region?: string[]) => [
    'consent',
    'default',
    { analytics_storage: state, ...(region && { region }) },
  ];
  it.each([
    [
      'nobody knows, denied in some',
      undefined,
      [storage('denied', ['DE', 'FR']), storage('granted')],
      'pending',
    ],
    [
      'nobody knows, in the other order',
      undefined,
      [storage('granted'), storage('denied', ['DE'])],
      'pending',
    ],
    ['nobody knows, granted in some', undefined, [storage('granted', ['US'])], 'pending'],
    [
      'nobody knows, granted everywhere',
      undefined,
      [storage('granted'), storage('granted', ['US'])],
      'granted',
    ],
    ['is one that denies', 'DE', [storage('denied', ['DE', 'FR']), storage('granted')], 'pending'],
    ['is another', 'JP', [storage('denied', ['DE', 'FR']), storage('granted')], 'granted'],
    ['is a part of one', 'US-TX', [storage('denied'), storage('granted', ['US'])], 'granted'],
    [
      'is a part with its own',
      'US-CA',
      [storage('granted', ['US']), storage('denied', ['US-CA'])],
      'pending',
    ],
  ])('with defaults for regions, where the region %s', (_, region, entries, measure) => {
    followGoogleConsentMode(rum, region === undefined ? {} : { region }, abort.signal);
    for (const entry of entries) gtag(...entry);
    expect(said.at(-1)).toMatchObject({ measure });
  });

  it.each(['denied', 'granted'])(
    'that was answered by %s stays so, whatever defaults follow',
    (answer) => {
      followGoogleConsentMode(rum, {}, abort.signal);
      gtag('consent', 'update', { analytics_storage: answer });
      gtag(...storage('granted'));
      gtag(...storage('denied', ['DE']));
      expect(said.at(-1)).toMatchObject({ measure: answer });
    },
  );

  it('is left after the end', () => {
    page.dataLayer = [];
    const { push } = page.dataLayer;
    followGoogleConsentMode(rum, {}, abort.signal);
    abort.abort();
    gtag('consent', 'update', { analytics_storage: 'granted' });
    expect([said, page.dataLayer.push === push]).toEqual([[], true]);
  });
});
