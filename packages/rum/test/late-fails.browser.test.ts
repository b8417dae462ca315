import { expect, it, vi } from 'vitest';
import { useVisits } from './visit.js';

vi.mock('../src/late/whole.js', () => {
  throw new Error('no such file');
});

const visits = useVisits();

it('a late part that does not come costs the page one line in its console', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const rum = visits.start({});
  rum.addAction('bought');
  rum.addError(new Error('added'));
  await fetch('/of-the-page');
  await rum.flush();
  dispatchEvent(new PageTransitionEvent('pagehide'));
  expect(warn.mock.calls).toEqual([['Firsthand:', expect.any(Error)]]);
  expect(visits.page.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/of-the-page']);
});
