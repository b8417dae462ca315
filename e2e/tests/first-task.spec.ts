import { expect, test } from './site.js';

/** What the page does in the script that calls `init`, before anything but `init` can have run, and what is stored. */
const deeds: [what: string, script: string, stored: Record<string, unknown>][] = [
  [
    'a fetch',
    `fetch('/headers').then(async (answer) => { window.got = await answer.json(); });`,
    { type: 'resource', resource: { type: 'fetch', status_code: 200 } },
  ],
  [
    'an XMLHttpRequest',
    `const request = new XMLHttpRequest();
     request.onload = () => { window.got = JSON.parse(request.responseText); };
     request.open('GET', '/headers');
     request.send();`,
    { type: 'resource', resource: { type: 'xhr', status_code: 200 } },
  ],
  [
    'an error thrown',
    `window.got = {}; throw new RangeError('thrown');`,
    { type: 'error', error: { message: 'thrown', type: 'RangeError', source: 'source' } },
  ],
  [
    'a promise rejected',
    `window.got = {}; Promise.reject(new TypeError('rejected'));`,
    { type: 'error', error: { message: 'rejected', type: 'TypeError', source: 'source' } },
  ],
  [
    'a console.error',
    `window.got = {}; console.error('written');`,
    { type: 'error', error: { message: 'written', source: 'console' } },
  ],
  [
    'an action by hand',
    `window.got = {}; FIRSTHAND.rum.addAction('begun');`,
    { type: 'action', action: { type: 'custom', target: { name: 'begun' } } },
  ],
  [
    'a change of route',
    `window.got = {}; history.replaceState(null, '', '/redirected');`,
    { type: 'view', view: { name: '/redirected', loading_type: 'route_change' } },
  ],
];

for (const [what, script, expected] of deeds) {
  test(`${what} in the script that calls init is stored, of the view that the page was loaded as`, async ({
    page,
    site,
    stored,
  }) => {
    const options = JSON.stringify({ allowedTracingUrls: [site] });
    await page.goto(`${site}/first?${new URLSearchParams({ options, script })}`);
    await page.waitForFunction('window.got');
    const type = expected['type'] as 'view';
    const events = async () => (await stored.ofType(type)).map((event) => event as object);
    await expect.poll(events).toContainEqual(expect.objectContaining(matching(expected)));
    const [first] = (await stored.ofType('view')).toSorted((a, b) => a.date - b.date);
    expect(first?.view).toMatchObject({ name: '/first', loading_type: 'initial_load' });
    if (type === ('resource' as string)) {
      const request = (await stored.ofType('resource')).find(({ _dd }) => _dd?.trace_id);
      const got = (await page.evaluate('window.got')) as Record<string, string>;
      expect(got['traceparent']).toContain(request?._dd?.trace_id);
    }
  });
}

/** A matcher of each part. */
function matching(expected: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [
      key,
      typeof value === 'object'
        ? expect.objectContaining(matching(value as Record<string, unknown>))
        : value,
    ]),
  );
}
