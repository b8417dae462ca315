import { answerHostile } from './hostile.js';
import { acts, body, JOURNEY, PICTURE, shareOf, statusOf } from './journey-page.js';
import { instrumented, sendHtml, serve, type Site } from './serve.js';
import type { Tab } from './tab.js';

const SLOW_CLICK = `const end = performance.now() + ${JOURNEY.slowClick}; while (performance.now() < end);`;

/** Serves the page of the journey; all that it does it does when it is told to. */
export async function serveJourney(configuration: { endpoint: string }): Promise<Site> {
  return serve(({ pathname }, response, request) => {
    if (answerHostile(request, response)) return;
    if (pathname.endsWith('.svg')) {
      response.setHeader('content-type', 'image/svg+xml').end(PICTURE);
    } else if (pathname === '/start') {
      const { origin } = new URL(configuration.endpoint);
      response.setHeader(
        'content-security-policy',
        `default-src 'self' 'unsafe-inline' 'unsafe-eval'; connect-src 'self' ${origin}`,
      );
      sendHtml(
        response,
        `${instrumented(body(SLOW_CLICK), configuration)}<script>addError = FIRSTHAND.rum.addError</script>`,
      );
    } else {
      response.writeHead(404).end();
    }
  });
}

/** Goes the journey; answers what the page measured itself. */
export async function travel(tab: Tab, url: string) {
  const { views, clicks, fetches, xhrs, images, longTask } = JOURNEY;
  const paths = ({ count }: { count: number }) =>
    Array.from({ length: count }, (_, index) => `/hostile/status/${statusOf(index)}`);
  await tab.goto(`${url}${views[0]}`);
  await tab.evaluate(acts.shift);
  for (const [index, view] of views.entries()) {
    if (index) await tab.evaluate((path) => history.pushState(null, '', path), view);
    await tab.evaluate(acts.requests, {
      fetches: paths(shareOf(fetches, index)),
      xhrs: paths(shareOf(xhrs, index)),
    });
    const { first, count } = shareOf(clicks, index);
    for (let number = first; number < first + count; number += 1) {
      await tab.click(`[data-rum-action-name="button ${number}"]`);
    }
  }
  await tab.evaluate(acts.images, images);
  await tab.evaluate(acts.errors, 0);
  await tab.evaluate(acts.longTask, longTask);
  return tab.evaluate(acts.measured);
}
