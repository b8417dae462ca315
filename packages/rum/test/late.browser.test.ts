import type { Events } from '@firsthand/protocol';
import { expect, it, vi } from 'vitest';
import { whole } from '../src/late/parts.js';
import { useVisits } from './visit.js';

const late = vi.hoisted(() => Promise.withResolvers<void>());
vi.mock('../src/late/whole.js', async (importOriginal) => {
  await late.promise;
  return importOriginal();
});

const visits = useVisits();

it('nothing that happens before the late part has come is lost, or looks as if it had happened later', async () => {
  const rum = visits.start({
    allowedTracingUrls: [location.origin],
    allowUntrustedEvents: true,
    defaultPrivacyLevel: 'mask-user-input',
    allowedGraphQlUrls: [`${location.origin}/graphql`],
    trackWebVitals: false,
  });
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = 'Pay';
  rum.setUser({ id: 'ann' });
  button.click();
  rum.addError(new Error('added'), { step: 1 });
  dispatchEvent(new ErrorEvent('error', { message: 'thrown', error: new Error('thrown') }));
  console.error('written', 7);
  rum.addAction('asked');
  await fetch('/graphql?of-the-page', { method: 'POST', body: '{"query":"mutation Buy { buy }"}' });
  const own = visits.page.requests[0];
  expect(own?.headers.get('traceparent')).toMatch(/^00-\w{32}-\w{16}-01$/);
  expect(rum.getSessionId()).toBeDefined();
  expect(rum.getInternalContext()?.view?.url).toBe(location.href);
  const before = performance.timeOrigin + performance.now();
  rum.setUser({ id: 'ben' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(visits.page.requests.length).toBe(1);

  late.resolve();
  await whole.load();
  await new Promise((resolve) => setTimeout(resolve));
  await rum.flush();
  // Ends what would wait for more.
  dispatchEvent(new PageTransitionEvent('pagehide'));
  button.remove();
  // Vitest writes uncaught errors to the console.
  const ours = ofType('error').filter(({ error }) =>
    /^(added|thrown|written 7)$/.test(error.message),
  );
  expect(
    ours.map(({ error, usr, context }) => [error.message, usr?.id, context]).toSorted(),
  ).toEqual([
    ['added', 'ann', { step: 1 }],
    ['thrown', 'ann', undefined],
    ['written 7', 'ann', undefined],
  ]);
  expect(ours.find(({ error }) => error.message === 'added')?.error.handling_stack).toContain(
    'late.browser.test',
  );
  expect(ofType('action').map(({ action }) => [action.type, action.target?.name])).toEqual(
    expect.arrayContaining([
      ['click', 'Pay'],
      ['custom', 'asked'],
    ]),
  );
  // What the page did because of it was not seen.
  expect(ofType('action').flatMap(({ action }) => action.frustration?.type ?? [])).not.toContain(
    'dead_click',
  );
  const [request] = requests();
  expect(request?._dd?.trace_id).toBe(own?.headers.get('traceparent')?.split('-')[1]);
  expect(request?.resource).toMatchObject({
    method: 'POST',
    status_code: 202,
    graphql: { operationType: 'mutation', operationName: 'Buy' },
  });
  for (const { date } of [...ours, ...ofType('action'), ...requests()])
    expect(date).toBeLessThanOrEqual(before);
});

function ofType<T extends keyof Events>(type: T) {
  return visits.page.sent.filter((event): event is Events[T] => event.type === type);
}

function requests() {
  return ofType('resource').filter(({ resource }) => resource.url.includes('/graphql'));
}
