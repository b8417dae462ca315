import { hero, picture, words, type Journey } from './journey.js';

const appears = (id: string, times: number, after: number) =>
  `setTimeout(() => document.getElementById('${id}').textContent = '${words(times)}', ${after});`;

const CHANGING: readonly Journey[] = [
  {
    name: 'the largest grows three times',
    html: `<p id="first">${words(10)}</p><p id="second"></p><p id="third"></p>
      <script>${appears('second', 20, 150)} ${appears('third', 40, 300)}</script>`,
    steps: (page) => page.evaluate('pause(400)'),
    sees: { LCP: '#third' },
  },
  {
    name: 'a text, then an image, then a larger text',
    html: `<p>${words(5)}</p>${hero(picture())}<p id="text"></p><script>${appears('text', 150, 450)}</script>`,
    steps: (page) => page.evaluate('pause(500)'),
    sees: { LCP: '#text' },
  },
  {
    name: 'the largest is removed again',
    html: `<p>${words(5)}</p><p id="text">${words(60)}</p>`,
    steps: (page) => page.evaluate("settle().then(() => document.getElementById('text').remove())"),
    sees: { LCP: '#text' },
  },
  {
    name: 'the largest is removed before it is told of',
    html: `<p>${words(5)}</p><p id="text">${words(60)}</p>
      <script>requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('text').remove()));</script>`,
    sees: { LCP: [1, 10_000] },
  },
  {
    name: 'an image that is removed before it came',
    html: `<p id="text">${words(10)}</p>${hero(picture(900))}
      <script>setTimeout(() => document.getElementById('hero').remove(), 80);</script>`,
    sees: { LCP: '#text' },
  },
  {
    name: 'what comes after a click does not count',
    html: `<p id="text">${words(10)}</p><button onclick="${appears('more', 60, 0)}">More</button><p id="more"></p>`,
    steps: (page) => page.click('button'),
    sees: { LCP: '#text' },
  },
  {
    name: 'what comes after a key does not count',
    html: `<p id="text">${words(10)}</p><p id="more"></p><script>addEventListener('keydown', () => { ${appears('more', 60, 0)} });</script>`,
    steps: (page) => page.keyboard.press('Enter'),
    sees: { LCP: '#text' },
  },
  {
    name: 'what comes after scrolling does not count',
    html: `<p id="text">${words(10)}</p><p id="more"></p><div style="height:3000px"></div>`,
    async steps(page) {
      await page.mouse.wheel(0, 50);
      await page.waitForFunction('scrollY > 0');
      await page.evaluate(appears('more', 60, 0));
      await page.evaluate('settle()');
    },
    sees: { LCP: '#text' },
  },
  {
    name: 'an image that was transparent at first',
    html: `<p id="text">${words(3)}</p>${hero(`style="opacity:0" ${picture()}`)}`,
    steps: (page) => page.evaluate('settle().then(() => { hero.style.opacity = 1; })'),
  },
  {
    name: 'an image as large as the window',
    html: `<style>body { margin: 0 }</style><p id="text">${words(3)}</p>${hero(`style="position:fixed;inset:0;width:100vw;height:100vh" ${picture()}`)}`,
    sees: { LCP: '#text' },
  },
  {
    name: 'an image that holds next to nothing',
    html: `<p id="text">${words(3)}</p><img width="600" height="400" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==">`,
    sees: { LCP: '#text' },
  },
  {
    name: 'a frame that shows more than its page',
    html: `<p id="text">${words(3)}</p><iframe width="900" height="500" srcdoc="<p>${words(100)}</p>"></iframe>`,
    sees: { LCP: '#text' },
  },
];

const SLOW: readonly Journey[] = [
  {
    name: 'a server that takes its time',
    html: `<p id="text">${words(60)}</p>`,
    serve: async ({ pathname }) => {
      if (pathname === '/') await new Promise((resolve) => setTimeout(resolve, 300));
      return false;
    },
    sees: { TTFB: [300, 5_000], LCP: '#text' },
  },
  {
    name: 'redirects before the page',
    html: `<p>${words(3)}</p>${hero(picture())}`,
    path: '/one',
    serve: async ({ pathname }, response) => {
      const next = { '/one': '/two', '/two': '/three' }[pathname];
      if (!next) return false;
      await new Promise((resolve) => setTimeout(resolve, 80));
      response.writeHead(302, { location: next }).end();
      return true;
    },
    sees: { TTFB: [160, 5_000], LCP: '#hero' },
  },
  {
    name: 'a document that comes in two pieces',
    html: `<p id="text">${words(60)}</p>`,
    serve: async ({ pathname }, response) => {
      if (pathname !== '/') return false;
      response.setHeader('content-type', 'text/html').write('<!doctype html>');
      await new Promise((resolve) => setTimeout(resolve, 200));
      return false;
    },
    sees: { LCP: '#text' },
  },
  {
    name: 'a style sheet that is awaited',
    head: `<link rel="stylesheet" href="/style.css?after=250">`,
    html: `<p id="text">${words(60)}</p>`,
    sees: { FCP: [250, 5_000], LCP: '#text' },
  },
  {
    name: 'a script that is awaited',
    html: `<p>${words(3)}</p><script src="/script.js?after=200"></script><p id="text">${words(60)}</p>`,
    sees: { LCP: '#text' },
  },
  {
    name: 'a font that comes soon after the text',
    head: `<style>@font-face { font-family: Own; src: url('/font.woff2?after=150'); font-display: swap } p { font-family: Own, serif; font-size: 24px }</style>`,
    html: `<p id="text">${words(20)}</p>`,
    steps: (page) => page.evaluate('document.fonts.ready'),
    sees: { LCP: '#text' },
  },
  {
    name: 'a font without which there is no text',
    head: `<style>@font-face { font-family: Own; src: url('/font.woff2?after=250'); font-display: block } p { font-family: Own }</style>`,
    html: `<p id="text">${words(20)}</p>`,
    steps: (page) => page.evaluate('document.fonts.ready'),
    sees: { LCP: '#text' },
  },
  {
    name: 'work that keeps the page from painting',
    html: `${hero('src="/picture.png"')}<script>setTimeout(() => block(300));</script>`,
    sees: { LCP: '#hero' },
  },
];

export const LCP_CHANGES = [...CHANGING, ...SLOW];
