import { hero, onImage, picture, words, type Journey } from './journey.js';

const PLAIN: readonly Journey[] = [
  {
    name: 'a text is the largest',
    html: `<p id="text">${words(60)}</p>`,
    sees: { LCP: '#text', CLS: [0, 0], INP: null },
  },
  {
    name: 'a text without an id among others',
    html: `<main><p>${words(2)}</p><p>${words(60)}</p><p>${words(3)}</p></main>`,
    sees: { LCP: 'html>body>main>p:nth-of-type(2)' },
  },
  {
    name: 'an image is the largest',
    html: `<p>${words(5)}</p>${hero(picture())}`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image that the browser chose of several sizes',
    html: hero(
      `srcset="/small/picture.png 100w, /large/picture.png?after=100 300w" sizes="300px" src="/picture.png"`,
    ),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image of a picture element',
    html: `<picture><source srcset="/wide/picture.png?after=100" media="(min-width: 300px)">${hero(picture())}</picture>`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'a background image is the largest',
    html: `<div id="hero" style="width:600px;height:400px;background:url('/picture.png?after=150')"></div>`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'a background image of a class in a style sheet that came late',
    html: `<p>${words(3)}</p><div id="hero" class="hero"></div>`,
    head: `<link rel="stylesheet" href="/hero.css">`,
    serve: async ({ pathname }, response) => {
      if (pathname !== '/hero.css') return false;
      await new Promise((resolve) => setTimeout(resolve, 120));
      response
        .setHeader('content-type', 'text/css')
        .end('.hero { height: 400px; background: url("/picture.png?after=80") }');
      return true;
    },
    sees: { LCP: '#hero' },
  },
  {
    name: 'an SVG file is the largest',
    html: hero('src="/picture.svg?after=100" width="300" height="200"'),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image within an inline SVG',
    html: `<svg width="300" height="200"><image id="hero" width="300" height="200" href="/picture.png?after=100"/></svg>`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'the poster of a video',
    html: `<video id="hero" poster="/picture.png?after=120" width="300" height="200"></video>`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image of a data: address',
    html: `<p>${words(2)}</p>${hero()}<script>${onImage("fetch('/picture.png').then((answer) => answer.blob()).then(dataOf)")}</script>`,
    steps: (page) => page.waitForSelector('#hero[src]'),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image of a blob: address',
    html: `<p>${words(2)}</p>${hero()}<script>${onImage("fetch('/picture.png').then((answer) => answer.blob()).then((blob) => URL.createObjectURL(blob))")}</script>`,
    steps: (page) => page.waitForSelector('#hero[src]'),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image in a shadow tree',
    html: `<p>${words(2)}</p><x-hero><template shadowrootmode="open">${hero(picture())}</template></x-hero>`,
    sees: { LCP: [1, 10_000] },
  },
  {
    name: 'a text behind thousands of elements',
    html: `<p id="text">${words(60)}</p><div>${'<i><b>x</b></i> '.repeat(6_000)}</div>`,
    sees: { LCP: [1, 20_000] },
  },
  {
    name: 'a page that is written by a script of its body',
    html: `<script>document.write('<p id="text">${words(60)}</p>');</script><p>${words(5)}</p>`,
    sees: { LCP: '#text' },
  },
  {
    name: 'a page whose script replaces its query',
    html: `<script>history.replaceState(null, '', '?tab=one');</script>${hero(picture())}`,
    sees: { LCP: '#hero' },
  },
];

const FETCHED: readonly Journey[] = [
  {
    name: 'an image of another origin that keeps its times to itself',
    html: `<p>${words(3)}</p>${hero()}<script>${onImage('elsewhere("/picture.png?after=100")')}</script>`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image of another origin that tells its times',
    html: `<p>${words(3)}</p>${hero()}<script>${onImage('elsewhere("/picture.png?after=100&tao")')}</script>`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image behind a redirect',
    html: hero('src="/moved"'),
    serve: async ({ pathname }, response) => {
      if (pathname !== '/moved') return false;
      await new Promise((resolve) => setTimeout(resolve, 80));
      response.writeHead(302, { location: '/picture.png?after=80' }).end();
      return true;
    },
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image that comes instead of one that is missing',
    html: hero(`src="/missing" onerror="this.onerror = null; this.src = '/picture.png?after=80'"`),
    serve: ({ pathname }, response) => {
      if (pathname !== '/missing') return false;
      response.writeHead(404).end();
      return true;
    },
    steps: (page) => page.evaluate('pause(150)'),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image that was fetched by a script before',
    html: `<p>${words(3)}</p>${hero()}<script>${onImage("fetch('/picture.png?after=50').then((answer) => answer.blob()).then(() => pause(100)).then(() => '/picture.png?after=50')")}</script>`,
    steps: (page) => page.waitForSelector('#hero[src]').then(() => page.evaluate('pause(150)')),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image that is fetched again once it was painted',
    html: hero(picture()),
    steps: (page) =>
      page.evaluate(
        "settle().then(() => fetch('/picture.png?after=150', { cache: 'reload' })).then((answer) => answer.blob())",
      ),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image of the cache of the page before',
    html: hero('src="/picture.png?after=100&cached"'),
    steps: (page, site) => page.goto(`${site}/again`),
    sees: { LCP: '#hero' },
  },
  {
    name: 'a page that is loaded again',
    html: hero('src="/picture.png?after=100&cached"'),
    steps: (page) => page.reload(),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an image that is loaded before it is known to be needed',
    head: `<link rel="preload" as="image" href="/picture.png?after=100">`,
    html: `<p>${words(3)}</p>${hero()}<script>${onImage("pause(150).then(() => '/picture.png?after=100')")}</script>`,
    steps: (page) => page.waitForSelector('#hero[src]'),
    sees: { LCP: '#hero' },
  },
  {
    name: 'an urgent image, and one that is not',
    html: `${hero(`fetchpriority="high" ${picture()}`)}<img fetchpriority="low" src="/small/picture.png?after=50" width="50">`,
    sees: { LCP: '#hero' },
  },
  {
    name: 'a lazy image in sight',
    html: `<p>${words(3)}</p>${hero(`loading="lazy" ${picture()}`)}`,
    steps: (page) => page.evaluate('pause(200)'),
    sees: { LCP: '#hero' },
  },
  {
    name: 'a lazy image far below',
    html: `<p id="text">${words(20)}</p><div style="height:9000px"></div>${hero(`loading="lazy" ${picture()}`)}`,
    sees: { LCP: '#text' },
  },
  {
    name: 'resource timings that are cleared before the paint is told of',
    html: hero(`onload="performance.clearResourceTimings()" ${picture()}`),
    sees: { LCP: '#hero' },
  },
  {
    name: 'a buffer for one resource timing alone',
    head: '<script>performance.setResourceTimingBufferSize(1);</script>',
    html: `<img src="/small/picture.png" width="40">${hero(picture())}`,
    sees: { LCP: '#hero' },
  },
];

export const LCP_JOURNEYS = [...PLAIN, ...FETCHED];
