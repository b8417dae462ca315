import { expect, testAlone as test } from './fixtures.js';

test('what a person does in the shop is stored', async ({ page, shop, stored }) => {
  await page.goto(shop.url);
  await page.getByText('Desk lamp').click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByRole('link', { name: /^Cart/ }).click();
  await page.getByRole('link', { name: /^Check out/ }).click();
  await page.getByLabel('Name').fill('Ann Canary');
  await page.getByLabel('E-mail').fill('ann@canary.test');
  await page.getByRole('button', { name: 'Order now' }).click();
  await expect(page.getByText('Thank you')).toBeVisible();

  await expect
    .poll(async () => (await stored.ofType('action')).map(({ action }) => action.target?.name))
    .toEqual([
      'Desk lamp €89.00',
      'Add to cart',
      'Cart ( 1 )',
      'Check out for €89.00',
      'Order now',
    ]);
  await expect
    .poll(async () => (await stored.ofType('view')).map(({ view }) => view.name))
    .toEqual(['/', '/product/lamp', '/cart', '/checkout']);
  await expect
    .poll(async () =>
      (await stored.ofType('resource'))
        .filter(({ resource }) => resource.type === 'fetch' || resource.type === 'xhr')
        .map(({ view, resource: { type, method, url, status_code } }) => [
          view.name,
          type,
          method,
          new URL(url).pathname,
          status_code,
        ]),
    )
    .toEqual([
      // React's StrictMode fetches twice in development only.
      ['/', 'fetch', 'GET', '/api/products', 200],
      ['/product/lamp', 'fetch', 'GET', '/api/products/lamp', 200],
      ['/checkout', 'xhr', 'POST', '/api/orders', 201],
    ]);
  const events = await stored.events();
  expect(new Set(events.map(({ session }) => session.id)).size).toBe(1);
  expect(
    new Set(events.map(({ application, env, version }) => `${application.id} ${env} ${version}`)),
  ).toEqual(new Set(['shop demo 1.0.0']));
  expect(JSON.stringify(events)).not.toMatch(/canary/i);
});

test('the initial view holds navigation timing and web vitals', async ({ page, shop, stored }) => {
  await page.goto(shop.url);
  await page.getByText('Desk lamp').click();
  const initial = async () =>
    (await stored.ofType('view')).find(({ view }) => view.loading_type === 'initial_load')?.view;
  await expect.poll(async () => (await initial())?.performance?.inp?.duration).toBeGreaterThan(0);
  const view = await initial();
  expect(view?.navigation_type).toBe('navigate');
  for (const time of [
    view?.first_byte,
    view?.dom_interactive,
    view?.load_event,
    view?.performance?.fcp?.timestamp,
  ]) {
    expect(time).toBeGreaterThan(0);
    expect(time).toBeLessThan(60e9);
  }
  expect(view?.performance?.lcp).toMatchObject({
    target_selector: expect.stringContaining('#shop'),
    sub_parts: {
      load_delay: expect.any(Number),
      load_time: expect.any(Number),
      render_delay: expect.any(Number),
    },
  });
  expect(view?.performance?.cls?.score).toBeGreaterThanOrEqual(0);
});

test('trouble is stored: errors, a failing request, a long task, a slow request', async ({
  page,
  shop,
  stored,
}) => {
  await page.goto(shop.url);
  for (const name of [
    'Throw an error',
    'Reject a promise',
    'Call the failing endpoint',
    'Run a long task',
  ]) {
    await page.getByRole('button', { name }).click();
  }
  await page.getByRole('searchbox').fill('lamp');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Desk lamp')).toBeVisible();

  await expect
    .poll(async () =>
      (await stored.ofType('error')).map(({ error }) => [error.message, error.handling]),
    )
    .toEqual([
      ['The error button was pressed', 'unhandled'],
      ['A promise was broken', 'unhandled'],
    ]);
  await expect
    .poll(async () =>
      (await stored.ofType('long_task')).some((event) => event.long_task.duration > 250e6),
    )
    .toBe(true);
  await expect
    .poll(
      async () =>
        (await stored.ofType('resource'))
          .map(({ resource }) => resource)
          .filter(
            ({ url, duration = 0, status_code }) =>
              status_code === 500 || (url.includes('search') && duration > 1.4e9),
          ).length,
    )
    .toBe(2);
});

test('a page that is closed at once loses nothing', async ({ context, shop, stored }) => {
  const page = await context.newPage();
  await page.goto(shop.url);
  await page.getByRole('button', { name: 'Throw an error' }).click();
  await page.close();
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);
  await expect.poll(async () => (await stored.ofType('view'))[0]?.view.error.count).toBe(1);
});

test('two tabs share a session and have views of their own', async ({ context, shop, stored }) => {
  for (const path of ['/', '/cart']) await (await context.newPage()).goto(shop.url + path);
  await expect
    .poll(async () => (await stored.ofType('view')).map(({ view }) => view.name).toSorted())
    .toEqual(['/', '/cart']);
  expect(await stored.sessions()).toHaveLength(1);
});

test('Firsthand’s own requests are not collected', async ({ page, shop, stored }) => {
  await page.goto(shop.url);
  await page.waitForResponse(/\/rum\/v1\/events/);
  await page.getByRole('button', { name: 'Call the failing endpoint' }).click();
  await expect
    .poll(async () =>
      (await stored.ofType('resource')).some(({ resource }) => resource.status_code === 500),
    )
    .toBe(true);
  expect(
    (await stored.ofType('resource')).filter(({ resource }) => resource.url.includes('/rum/')),
  ).toEqual([]);
});
