import { instrumented, sendHtml, serve } from '../serve.js';
import { expect, test } from './fixtures.js';
import { open, recorded } from './replay.js';

const BODY = `
  <h1 data-rum-privacy="allow">Tickets</h1>
  <p id="secret">Ann Example, 12 Long Road</p>
  <button data-rum-privacy="allow">Add</button> <output data-rum-privacy="allow">0 tickets</output>
  <script>
    let count = 0;
    document.querySelector('button').onclick = () => {
      count += 1;
      document.querySelector('output').textContent = count + ' tickets';
      if (count === 3) throw new Error('no more tickets');
    };
  </script>`;

test('what a person does on a page is recorded, stored, and played back masked beside its error', async ({
  application,
  context,
  page,
  server,
  stored,
}) => {
  const site = await serve((_, response) =>
    sendHtml(
      response,
      instrumented(BODY, { endpoint: `${server.url}/rum`, sessionReplaySampleRate: 100 }),
    ),
  );
  const visit = await context.newPage();
  await visit.goto(site.url);
  await visit.waitForResponse((response) => response.url().includes('/v1/replay') && response.ok());
  for (let click = 0; click < 3; click += 1) await visit.getByRole('button').click();
  await visit.close({ runBeforeUnload: true });
  await expect.poll(async () => (await stored.sessions())[0]?.has_replay).toBe(true);
  await expect.poll(async () => (await stored.ofType('error')).length).toBe(1);

  const [session] = await stored.sessions();
  await open(page, server.url, { session: session?.id ?? '', application });
  await expect(recorded(page).locator('h1')).toHaveText('Tickets');
  await expect(recorded(page).locator('#secret')).not.toContainText('Ann');
  await expect(recorded(page).locator('output')).toHaveText('0 tickets');
  await page.keyboard.press('e');
  await expect(page.getByText('no more tickets').first()).toBeVisible();
  // It stands a little before the error.
  await page.keyboard.press('Space');
  await expect(recorded(page).locator('output')).toHaveText('3 tickets');
  site.close();
});
