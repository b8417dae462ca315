import { afterEach, expect, it, vi } from 'vitest';
import { createRum } from '../src/index.js';

const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
const failed = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => vi.clearAllMocks());

it('where there is no page that is said once, however many instances and calls there are', () => {
  for (const options of [
    {},
    { trackingConsent: 'pending' },
    { sessionReplaySampleRate: 100 },
  ] as const) {
    const rum = createRum();
    rum.init({ applicationId: 'app', ...options });
    rum.init({ applicationId: 'app' });
    rum.addAction('bought');
    rum.startView('home');
    rum.setTrackingConsent('granted');
  }
  const lines = [...said.mock.calls, ...failed.mock.calls].map((given) => given.join(' '));
  expect(lines).toEqual([
    expect.stringMatching(/Firsthand.*init does nothing here.*server.*worker/),
  ]);
});
