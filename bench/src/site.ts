import { answerHostile } from '../../e2e/hostile.ts';
import { body, JOURNEY, PICTURE, shareOf } from '../../e2e/journey-page.ts';
import { sendHtml, serve, type Site } from '../../e2e/serve.ts';
import type { Bundle } from './bundle.ts';

interface SiteOptions {
  bundle: Bundle;
  /** Origin of the intake. */
  intake: string;
  /** Attributes of the script element. Default: a module's */
  script?: string;
}

/** Serves the pages on which SDKs are measured, with one of them in the head. */
export function serveSite({
  bundle: { files },
  intake,
  script = 'type="module"',
}: SiteOptions): Promise<Site> {
  const head = `<!doctype html><meta charset="utf-8"><title>Bench</title>
    <script>globalThis.INTAKE = ${JSON.stringify(intake)}; globalThis.sdk = {};</script>
    ${files.size ? `<script ${script} src="/sdk/sdk.js"></script>` : ''}`;
  return serve(({ pathname }, response, request) => {
    if (answerHostile(request, response)) return;
    const file = files.get(pathname.replace('/sdk/', ''));
    if (file !== undefined) {
      response.setHeader('content-type', 'text/javascript').end(file);
    } else if (pathname.endsWith('.svg')) {
      response
        .setHeader('content-type', 'image/svg+xml')
        .end(pathname === '/hero.svg' ? PICTURE : SMALL_PICTURE);
    } else if (pathname === JOURNEY.views[0]) {
      response.setHeader(
        'content-security-policy',
        `default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: ${intake}; img-src 'self'`,
      );
      // As modules they run after the SDK, as an app does.
      const app = body('work(5_000_000)') + ADDITIONS;
      sendHtml(response, head + app.replaceAll('<script>', '<script type="module">'));
    } else if (pathname === '/plain') {
      sendHtml(response, `${head}<h1>Plain</h1>`);
    } else if (pathname === '/left') {
      sendHtml(response, '<!doctype html><title>Left</title><h1>Left</h1>');
    } else {
      response.writeHead(404).end();
    }
  });
}

const SMALL_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';

/** The first click of each view but the first changes the route, as a link does. */
const ROUTES = Object.fromEntries(
  JOURNEY.views.map((view, index) => [shareOf(JOURNEY.clicks - 1, index).first, view]).slice(1),
);

/**
 * Buttons lie too far apart for a click on the next to be taken for a second on the same; they bear each
 * vendor's own attribute for an action's name. Busy pages do the same work whatever the time: a loop by the clock
 * would take less of the thread's time where the machine is shared.
 */
const ADDITIONS = `
  <style>#buttons button { margin: 0 20px 10px }</style>
  <input id="field" style="position: absolute; left: 500px; top: 40px; width: 300px">
  <ul id="list" style="position: absolute; top: 560px"></ul>
  <script>
    const routes = ${JSON.stringify(ROUTES)};
    document.querySelectorAll('button').forEach((button, number) => {
      const name = button.dataset.rumActionName;
      button.id = name.replace(' ', '-');
      for (const attribute of ['dd-action-name', 'faro-user-action-name', 'transaction-name'])
        button.setAttribute('data-' + attribute, name);
      if (routes[number])
        button.addEventListener('click', () => history.pushState(null, '', routes[number]));
    });
    globalThis.work = (steps) => {
      let value = 1;
      for (let step = 0; step < steps; step += 1) value = (Math.imul(value, 31) + step) | 0;
      return value;
    };
    globalThis.addError = (error) => sdk.addError?.(error);
  </script>`;
