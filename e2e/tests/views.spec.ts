import { expect, test } from './site.js';

test('a fetch that straddles a route change belongs to the view where it began', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/first`);
  await page.evaluate(async () => {
    // Chromium asks for the icon again where the address changes.
    const icon = Object.assign(document.createElement('link'), { rel: 'icon', href: 'data:,' });
    document.head.append(icon);
    const answer = fetch('/slow');
    history.pushState(null, '', '/second');
    await (await answer).text();
  });
  await expect
    .poll(async () =>
      (await stored.ofType('resource'))
        .filter(({ resource }) => resource.type === 'fetch')
        .map(({ view }) => view.name),
    )
    .toEqual(['/first']);
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.resource.count]),
    )
    .toEqual([
      ['/first', expect.any(Number)],
      ['/second', 0],
    ]);
});

test('a click on a link that leaves the page is an action of that page', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/one`);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '/two', textContent: 'Go' });
    link.dataset['rumActionName'] = 'Go to two';
    document.body.prepend(link);
  });
  await page.getByRole('link', { name: 'Go' }).click();
  await page.waitForURL('**/two');
  await expect
    .poll(async () =>
      (await stored.ofType('action')).map(({ action, view }) => [action.target?.name, view.name]),
    )
    .toEqual([['Go to two', '/one']]);
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.action.count]),
    )
    .toEqual([
      ['/one', 1],
      ['/two', 0],
    ]);
});

test('routes in the fragment are views, anchors are not', async ({ page, site, stored }) => {
  await page.goto(`${site}/app`);
  await page.evaluate(() => document.body.append(Object.assign(new Image(), { id: 'anchor' })));
  const hashes = ['#/cart', '#/cart/7', '#/cart/7?sort=price', '#anchor', '#!/old', '#page/3'];
  for (const hash of hashes) await page.evaluate((value) => (location.hash = value), hash);
  await expect
    .poll(async () => (await stored.ofType('view')).map(({ view }) => view.name).toSorted())
    .toEqual(['/app', '/app#!/old', '/app#/cart', '/app#/cart/?', '/app#page/?']);
});

test('coming back from the back/forward cache is a view of its own', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/one`);
  await page.goto(`${site}/two`);
  // A restored page does not load, so Playwright would wait for ever for its load event.
  await page.goBack({ waitUntil: 'commit' });
  await expect
    .poll(async () =>
      (await stored.ofType('view')).map(({ view }) => [view.name, view.loading_type]),
    )
    .toEqual([
      ['/one', 'initial_load'],
      ['/two', 'initial_load'],
      ['/one', 'bf_cache'],
    ]);
  expect(await stored.sessions()).toHaveLength(1);
});

test('a view has its loading time, the depth it was scrolled to, and what the page was to the person', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/long`);
  await page.evaluate(() => {
    history.pushState(null, '', '/list');
    document.body.style.height = '5000px';
    setTimeout(() => document.body.append('loaded'), 60);
  });
  await page.mouse.wheel(0, 1_200);
  await page.waitForFunction(() => scrollY === 1_200);
  await page.evaluate(() => dispatchEvent(new Event('blur')));
  const list = async () => (await stored.ofType('view')).find(({ view }) => view.name === '/list');
  await expect.poll(async () => (await list())?.display?.scroll?.max_depth).toBe(1_200 + 720);
  const { view, display, _dd } = (await list()) ?? {};
  expect(display?.scroll).toMatchObject({ max_depth_scroll_top: 1_200 });
  expect(display?.scroll?.max_scroll_height).toBeGreaterThanOrEqual(5_000);
  expect(view?.loading_time).toBeGreaterThan(50e6);
  expect(view?.loading_time).toBeLessThan(1_000e6);
  expect(_dd?.page_states?.[0]).toEqual({ state: 'active', start: 0 });
});

test('a route change that the browser takes for a navigation has paints of its own', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/list`);
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.textContent = 'Open';
    button.addEventListener('click', () => {
      history.pushState(null, '', '/item');
      const article = document.createElement('article');
      article.id = 'article';
      article.textContent = 'A long text that paints. '.repeat(80);
      document.body.append(article);
    });
    document.body.append(button);
  });
  await page.getByRole('button').click();
  const item = async () => (await stored.ofType('view')).find(({ view }) => view.name === '/item');
  await expect
    .poll(async () => (await item())?.view.performance?.lcp?.target_selector)
    .toBe('#article');
  const { performance, loading_type: loadingType } = (await item())?.view ?? {};
  expect(loadingType).toBe('route_change');
  expect(performance?.lcp?.timestamp).toBeGreaterThan(0);
  expect(performance?.lcp?.timestamp).toBeLessThan(5_000e6);
  expect(performance?.fcp?.timestamp).toBeGreaterThan(0);
  const list = (await stored.ofType('view')).find(({ view }) => view.name === '/list');
  expect(list?.view.performance?.lcp?.target_selector).not.toBe('#article');
});

test('the largest paint of such a route change may come later, but not after the next click', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/list`);
  await page.evaluate(() => {
    const paint = (id: string, times: number) => {
      const article = document.createElement('article');
      article.id = id;
      article.textContent = 'A long text that paints. '.repeat(times);
      document.querySelector('#main')?.append(article);
    };
    const add = (text: string, onClick: () => void) => {
      const button = document.createElement('button');
      button.textContent = text;
      button.addEventListener('click', onClick);
      document.querySelector('#main')?.before(button);
    };
    const main = document.createElement('main');
    main.id = 'main';
    document.body.append(main);
    add('Open', () => {
      history.pushState(null, '', '/item');
      paint('first', 20);
      setTimeout(() => paint('late', 60), 1_000);
    });
    add('More', () => paint('after', 120));
  });
  const item = async () =>
    (await stored.ofType('view')).find(({ view }) => view.name === '/item')?.view;
  const largest = async () => (await item())?.performance?.lcp?.target_selector;
  await page.getByText('Open').click();
  await expect.poll(largest).toBe('#late');
  await page.getByText('More').click();
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver((list) => {
          const entries = list.getEntries() as { largestContentfulPaint?: { id: string } }[];
          if (entries.some((entry) => entry.largestContentfulPaint?.id === 'after')) resolve();
        }).observe({ type: 'interaction-contentful-paint', buffered: true });
      }),
  );
  await page.goto('about:blank');
  await expect.poll(async () => (await item())?.action.count).toBe(1);
  expect(await largest()).toBe('#late');
});

test('a page that nobody touches has its largest paint and its last state when it is left', async ({
  page,
  site,
  stored,
}) => {
  await page.goto(`${site}/untouched`);
  // Until the paint is known to the page, so that only its end is awaited.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver(() => resolve()).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
  await page.goto('about:blank');
  await expect
    .poll(async () => {
      const [view] = await stored.ofType('view');
      return {
        isPainted: Number(view?.view.performance?.lcp?.timestamp) > 0,
        lastState: view?._dd.page_states?.at(-1)?.state,
      };
    })
    .toEqual({
      isPainted: true,
      lastState: expect.stringMatching(/^(?:frozen|terminated|hidden)$/),
    });
});
