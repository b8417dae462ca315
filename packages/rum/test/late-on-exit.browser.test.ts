import { expect, it, vi } from 'vitest';
import { useVisits } from './visit.js';

const late = vi.hoisted(() => Promise.withResolvers<void>());
vi.mock('../src/late/whole.js', async (importOriginal) => {
  await late.promise;
  return importOriginal();
});

const visits = useVisits();

it('a page that is left before the late part has come sends as soon as it has', async () => {
  const rum = visits.start({ collectors: [] });
  rum.addAction('bought');
  dispatchEvent(new PageTransitionEvent('pagehide'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(visits.page.requests).toEqual([]);
  late.resolve();
  // Long before the time for which events are gathered is over.
  await vi.waitFor(
    () => expect(visits.page.sent.map(({ type }) => type).toSorted()).toEqual(['action', 'view']),
    { timeout: 1_000, interval: 10 },
  );
});
