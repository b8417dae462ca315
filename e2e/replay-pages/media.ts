import type { ReplayPage } from './replay-page.js';

const picture = (color: string, size = 40) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${color}"/></svg>`)}`;

/** What is shown that is no text. */
export const media: Record<string, ReplayPage> = {
  images: {
    html: `<img id="one" src="${picture('red')}" alt="One"><picture><source srcset="${picture('blue')}" media="(min-width: 1px)"><img id="two" src="${picture('green')}"></picture>
      <div id="back" style="height:30px;background:url('${picture('teal', 10)}')"></div><img id="broken" src="/nothing.png" width="50" height="20">`,
    steps: [
      `document.querySelector('#one').src = ${JSON.stringify(picture('orange', 60))};`,
      `document.querySelector('source').remove();`,
      `document.querySelector('#back').style.backgroundImage = 'none'; document.querySelector('#one').width = 20;`,
      `document.querySelector('#broken').replaceWith(Object.assign(new Image(30, 30), { src: ${JSON.stringify(picture('purple'))}, alt: 'New' }));`,
    ],
  },
  'video and sound': {
    html: `<video controls width="200" height="100"></video><audio controls></audio><p>Playing</p>`,
    steps: [
      `document.querySelector('video').volume = 0.5;`,
      `document.querySelector('audio').muted = true; document.querySelector('p').textContent = 'Muted';`,
      `document.querySelector('video').playbackRate = 2; document.querySelector('video').height = 80;`,
      `document.querySelector('audio').remove(); document.querySelector('video').width = 300;`,
    ],
  },
  'a chart of symbols': {
    html: `<svg width="0" height="0"><symbol id="dot" viewBox="0 0 4 4"><circle cx="2" cy="2" r="2"/></symbol></svg>
      <svg id="chart" width="300" height="100"><g id="points"></g><foreignObject width="80" height="30"><p xmlns="http://www.w3.org/1999/xhtml">A label</p></foreignObject></svg>`,
    steps: [
      `for (let n = 0; n < 6; n += 1) { const use = document.createElementNS('http://www.w3.org/2000/svg', 'use'); use.setAttribute('href', '#dot');
        use.setAttribute('x', n * 40); use.setAttribute('y', (n * 37) % 80); use.setAttribute('width', 12); use.setAttribute('height', 12); document.querySelector('#points').append(use); }`,
      `document.querySelectorAll('use').forEach((use, n) => use.setAttribute('y', 80 - n * 10));`,
      `document.querySelector('#points').setAttribute('transform', 'scale(0.5)'); document.querySelector('foreignObject p').textContent = 'Half';`,
      `document.querySelector('#chart').replaceChildren(document.querySelector('foreignObject')); document.querySelector('#chart').style.background = 'ivory';`,
    ],
  },
  'fonts of its own': {
    html: `<p id="text" style="font-size:40px">Words in some font</p>`,
    steps: [
      `const face = new FontFace('Own', 'url(/font.ttf)'); document.fonts.add(await face.load()); document.querySelector('#text').style.fontFamily = 'Own';`,
      `document.querySelector('#text').textContent = 'Other words';`,
      `document.querySelector('#text').style.fontSize = '20px';`,
      `document.querySelector('#text').style.fontFamily = 'serif';`,
    ],
  },
};
