import { expect, it, vi } from 'vitest';
import { whole } from '../src/late/parts.js';
import { useVisits } from './visit.js';

const late = vi.hoisted(() => Promise.withResolvers<void>());
vi.mock('../src/late/whole.js', async (importOriginal) => {
  await late.promise;
  return importOriginal();
});

const visits = useVisits();

it('an error that waits for the late part is forgotten as well when consent is withdrawn', async () => {
  const rum = visits.start({});
  rum.addError('added by ann');
  rum.setTrackingConsent({ identify: 'denied' });
  rum.addError('added by nobody');
  late.resolve();
  await whole.load();
  await new Promise((resolve) => setTimeout(resolve));
  await rum.flush();
  expect(visits.messages()).toEqual(['added by nobody']);
});
