import type { ReplayPage } from './replay-page.js';

const SHEET = `window.sheet = new CSSStyleSheet(); sheet.replaceSync('p{color:rgb(1,2,3);padding:7px}');
  window.fill = (host) => { const root = host.attachShadow({ mode: 'open' }); root.adoptedStyleSheets = [sheet]; root.innerHTML = '<p>styled</p>'; };`;
const box = (n: number) =>
  `<div id="box${n}" style="height:60px;overflow:auto"><p style="height:500px">${n}</p></div>`;

/** Members of forms and other nodes that a recorder or a mask may ask for. */
const NAMES = (
  'action attributes closest contains dataset elements firstChild getAttribute getRootNode hasAttribute hidden innerText ' +
  'isConnected labels nextSibling nodeName nodeType parentElement parentNode submit tagName textContent'
).split(' ');

/** Shadow trees with adopted style sheets, what is on top, what is scrolled. */
export const trees: Record<string, ReplayPage> = {
  'components that are attached, moved and taken away': {
    html: `<x-early></x-early><main></main><script>${SHEET}</script>`,
    steps: [
      `fill(document.querySelector('x-early'));`,
      `window.host = document.createElement('x-new'); document.body.append(host); fill(host);`,
      `host.remove(); document.querySelector('main').append(host);`,
      `host.remove();`,
      `document.body.prepend(host);`,
      `const outer = document.createElement('x-outer'); outer.attachShadow({ mode: 'open' }).append(host); document.body.append(outer);`,
      `const outer = document.querySelector('x-outer'); document.querySelector('main').append(outer);`,
    ],
  },
  'adopted style sheets that are pushed, emptied and adopted by an empty tree': {
    html: `<div id="host"></div><div id="empty"></div><p>in the page</p><script>${SHEET} fill(document.querySelector('#host'));</script>`,
    steps: [
      `window.more = new CSSStyleSheet(); more.replaceSync('p{margin:3px}'); document.querySelector('#host').shadowRoot.adoptedStyleSheets.push(more);`,
      `more.insertRule('p{font-size:20px}'); document.adoptedStyleSheets.push(more);`,
      `document.querySelector('#host').shadowRoot.adoptedStyleSheets = [];`,
      `document.querySelector('#empty').attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];`,
      `document.querySelector('#empty').shadowRoot.innerHTML = '<p>at last</p>';`,
      `document.adoptedStyleSheets.length = 0;`,
    ],
  },
  'dialogs and popovers': {
    html: `<dialog>dialog</dialog><div id="pop" popover>pop</div>`,
    steps: [
      `document.querySelector('dialog').showModal(); document.querySelector('#pop').showPopover();`,
      `document.querySelector('#pop').hidePopover();`,
      `document.querySelector('dialog').close();`,
      `document.querySelector('dialog').show(); document.querySelector('#pop').showPopover();`,
    ],
  },
  'many boxes that are scrolled at once': {
    html:
      [1, 2, 3, 4, 5].map(box).join('') +
      `<div id="host"><template shadowrootmode="open">${box(6)}${box(7)}${box(8)}</template></div>`,
    steps: [
      `for (const box of document.querySelectorAll('[id^=box]')) box.scrollTop = 100;`,
      `for (const box of document.querySelector('#host').shadowRoot.querySelectorAll('[id^=box]')) box.scrollTop = 150;
       for (let n = 1; n < 6; n += 1) { await new Promise(requestAnimationFrame); for (const box of document.querySelectorAll('[id^=box]')) box.scrollTop = 100 + n; }`,
    ],
  },
  'a form whose controls are named like its members': {
    html: `<form class="frame" data-x="1" style="padding:40px;background:#eee">Text of the form ${NAMES.map((name) => `<input name="${name}" value="v">`).join('')}</form><p id="after">after</p>`,
    steps: [
      `HTMLFormElement.prototype.append.call(document.forms[0], 'added');`,
      `HTMLFormElement.prototype.setAttribute.call(document.forms[0], 'title', 'changed');`,
    ],
  },
  'a page whose lists, objects and texts have a toJSON': {
    html: `<script>for (const each of [Array, Object, String]) Object.defineProperty(each.prototype, 'toJSON', { configurable: true, writable: true, value() { return 'a text of ' + this.length; } });</script>
      <style>p { color: red }</style><p class="a">one</p><div id="host"></div>`,
    steps: [
      `document.querySelector('p').append(' more'); document.querySelector('p').style.padding = '7px';`,
      `document.querySelector('style').sheet.insertRule('p { margin: 3px }', 1);`,
      `document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<b>in</b>';`,
    ],
  },
};
