import type { ServerResponse } from 'node:http';
import { sendHtml } from '../serve.js';
import { box, picture, push, words, type Journey } from './journey.js';

const WHEN_PRERENDERED = `<script>if (document.prerendering) fetch('/prerendered');</script>`;
/** A page that is driven from outside is not prerendered: it does by itself what is done. */
const WHEN_SHOWN = (steps: string) =>
  `<script>document.addEventListener('prerenderingchange', async () => { await settle(); ${steps} await settle(); location.href = '/elsewhere'; });</script>`;

/** Has the page prerendered, and goes there 300 ms after that was done. */
const SEARCH = `<!doctype html><p>Search</p>
  <script type="speculationrules">{"prerender":[{"urls":["/"],"eagerness":"immediate"}]}</script>
  <script>fetch('/when-prerendered').then(() => setTimeout(() => (location.href = '/'), 300))</script>`;

const prerendered = (name: string, html: string, steps = ''): Journey => {
  let waiting: ServerResponse | undefined;
  return {
    name: `a page that is prerendered: ${name}`,
    html: html + WHEN_PRERENDERED + WHEN_SHOWN(steps),
    path: '/search',
    serve({ pathname }, response) {
      if (pathname === '/search') sendHtml(response, SEARCH);
      else if (pathname === '/when-prerendered') waiting = response;
      else if (pathname === '/prerendered') {
        waiting?.end();
        response.end();
      } else return false;
      return true;
    },
  };
};

export const PRERENDER_JOURNEYS: readonly Journey[] = [
  {
    ...prerendered('a text', `<p id="text">${words(60)}</p>`),
    sees: { TTFB: [0, 0], LCP: '#text' },
  },
  {
    ...prerendered(
      'an image that comes when it is shown',
      `<p id="text">${words(5)}</p><img id="hero" ${picture(50)}>`,
      `hero.src = '/picture.png?after=100&late'; await pause(300);`,
    ),
    sees: { TTFB: [0, 0], LCP: '#hero' },
  },
  {
    ...prerendered('a shift', `<p>${words(5)}</p>${box('box')}`, push('box', 100)),
    sees: { CLS: '#box' },
  },
];
