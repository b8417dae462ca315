import { recordBytes } from '../delivery-figures.js';
import { serveJourney, travel } from '../journey.js';
import { expectedFacts, factsOf } from '../journey-facts.js';
import { JOURNEY } from '../journey-page.js';
import { serveRelay } from '../relay.js';
import { storedBy } from '../stored.js';
import { expect, test } from './fixtures.js';

test('all that happens on a journey is stored, once', async ({ page, server }) => {
  test.setTimeout(120_000);
  const relay = await serveRelay(server.url);
  const site = await serveJourney({ endpoint: `${relay.url}/rum` });
  const measured = await travel(page, site.url);
  await page.evaluate('FIRSTHAND.rum.flush()');
  await page.close({ runBeforeUnload: true });
  const stored = storedBy(server.url);

  const facts = async () => factsOf(await stored.events());
  await expect
    .poll(facts, { timeout: 30_000 })
    .toEqual(expectedFacts(site.url, measured.longTasks));

  // What left the browser against what is stored.
  const complete = (await stored.events()).map((event) =>
    JSON.stringify({ ...event, event_id: undefined, enrichment: undefined }),
  );
  const bytes = {
    sent: relay.requests.reduce((sum, { body }) => sum + body.length, 0),
    complete: complete.reduce((sum, json) => sum + Buffer.byteLength(json), 0),
  };
  expect(bytes.complete / bytes.sent).toBeGreaterThan(10);
  recordBytes(bytes);

  // What the views say of themselves agrees with what is stored beside them.
  const events = await stored.events();
  const byView = (id: string, type: string) =>
    events.filter((event) => event.type === type && event.view.id === id).length;
  for (const { view } of await stored.ofType('view')) {
    expect({
      view: view.name,
      action: view.action.count,
      error: view.error.count,
      resource: view.resource.count,
      long_task: view.long_task.count,
    }).toEqual({
      view: view.name,
      action: byView(view.id, 'action'),
      error: byView(view.id, 'error'),
      resource: byView(view.id, 'resource'),
      long_task: byView(view.id, 'long_task'),
    });
  }

  const [first] = await stored.ofType('view');
  const { timestamp: lcp = NaN, target_selector: largest } = first?.view.performance?.lcp ?? {};
  expect(lcp / 1e6).toBeCloseTo(measured.lcp, 1);
  expect(largest).toBeDefined();
  expect(first?.view.performance?.cls?.score).toBeCloseTo(measured.shifts, 4);
  expect(measured.shifts).toBeGreaterThan(0);
  expect(first?.view.performance?.inp?.duration).toBeGreaterThanOrEqual(JOURNEY.slowClick * 1e6);

  const frames = (await stored.ofType('long_task')).map(({ long_task: task }) => task);
  const longest = frames.reduce((one, other) => (one.duration >= other.duration ? one : other));
  expect(longest).toMatchObject({
    entry_type: 'long-animation-frame',
    scripts: [expect.objectContaining({ invoker_type: 'user-callback' })],
  });
  expect(longest.duration).toBeGreaterThanOrEqual(JOURNEY.longTask * 1e6);
  expect(longest.blocking_duration).toBeGreaterThan(0);
  site.close();
  relay.close();
});
