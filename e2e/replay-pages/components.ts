import type { ReplayPage } from './replay-page.js';

const row = (n: number) =>
  `<tr><td>${n}</td><td>Ada Example ${n}</td><td title="note ${n}">4${n}.50</td></tr>`;

/** What pages are made of. */
export const components: Record<string, ReplayPage> = {
  'CSS-in-JS': {
    html: '<style id="css"></style><div id="app" class="a">Styled by script</div>',
    steps: [
      `window.sheet = document.querySelector('#css').sheet;
       sheet.insertRule('.a { color: rgb(1, 2, 3); }'); sheet.insertRule('.b { margin: 4px; }', 1);`,
      `sheet.insertRule('@media (min-width: 1px) { .a { padding: 3px; } }', 2);
       sheet.cssRules[2].insertRule('.c { top: 1px; }', 0); document.querySelector('#app').className = 'a b';`,
      `sheet.deleteRule(0); sheet.cssRules[0].style.setProperty('margin', '7px');`,
      `sheet.cssRules[0].selectorText = '.a.b'; document.querySelector('#css').append('.a { letter-spacing: 1px; }');`,
    ],
  },
  'shadow DOM': {
    html: `<div id="open"><template shadowrootmode="open"><style>p { color: red; }</style><p>Inside <slot></slot></p></template><b>slotted</b></div>
      <div id="late"></div>`,
    steps: [
      `const root = document.querySelector('#late').attachShadow({ mode: 'open' });
       root.innerHTML = '<section class="x"><i>Deep</i><div id="nested"></div></section>Text right in it';`,
      `const nested = document.querySelector('#late').shadowRoot.querySelector('#nested').attachShadow({ mode: 'open' });
       nested.innerHTML = '<p>Nested twice</p>'; document.querySelector('#open').append('More slotted');`,
      `const i = document.querySelector('#late').shadowRoot.querySelector('i');
       i.firstChild.data = 'Changed'; i.title = 'Now with a title';`,
      `document.querySelector('#open').shadowRoot.querySelector('p').remove(); document.querySelector('#late').shadowRoot.append('Text again');`,
    ],
  },
  'custom elements': {
    html: `<x-card name="One"></x-card><x-card name="Two"></x-card>
      <script>customElements.define('x-card', class extends HTMLElement {
        static observedAttributes = ['name'];
        connectedCallback() { this.attachShadow({ mode: 'open' }); this.attributeChangedCallback(); }
        attributeChangedCallback() { if (this.shadowRoot) this.shadowRoot.innerHTML = '<h2>Card</h2><p>' + this.getAttribute('name') + '</p>'; }
      });</script>`,
    steps: [
      `document.querySelector('x-card').setAttribute('name', 'Uno');`,
      `document.body.append(Object.assign(document.createElement('x-card'), { className: 'third' }));`,
      `customElements.define('x-plain', class extends HTMLElement { connectedCallback() { this.innerHTML = '<b>Plain light</b>'; } });
       document.body.append(document.createElement('x-plain'));`,
      `document.querySelector('.third').remove(); document.querySelector('x-card').setAttribute('name', 'Ein');`,
    ],
  },
  'a table that is sorted, filtered and paged': {
    html: `<table><thead><tr><th>No</th><th>Name</th><th>Price</th></tr></thead><tbody>${[1, 2, 3, 4, 5, 6].map(row).join('')}</tbody></table>`,
    steps: [
      `const body = document.querySelector('tbody'); for (const row of [...body.rows].reverse()) body.append(row);`,
      `for (const row of [...document.querySelector('tbody').rows].filter((_, n) => n % 2)) row.remove();`,
      `document.querySelector('tbody').innerHTML = ${JSON.stringify([7, 8, 9].map(row).join(''))};
       document.querySelector('tbody').rows[1].before(document.querySelector('tbody').rows[2]);`,
      `document.querySelector('thead th').colSpan = 2; document.querySelector('tbody').rows[0].deleteCell(1); document.querySelector('table').createCaption().textContent = 'Page 2';`,
    ],
  },
  'a form': {
    html: `<form><label>Name <input name="name" value="Ada"></label><input type="password" value="hunter2"><input type="email">
      <input type="checkbox" id="c1" checked><input type="checkbox" id="c2"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2">
      <select><option>One</option><option selected>Two</option><option>Three</option></select><textarea>Some words</textarea>
      <input type="range" value="20"><input type="date"><button type="submit" disabled>Send it</button></form>`,
    steps: [
      `const set = (selector, value) => { const field = document.querySelector(selector); field.value = value; field.dispatchEvent(new InputEvent('input', { bubbles: true })); };
       set('[name=name]', 'Grace Hopper'); set('[type=email]', 'grace@example.com'); set('textarea', 'Other words');`,
      `document.querySelector('#c2').click(); document.querySelector('[value="2"]').click();
       const select = document.querySelector('select'); select.value = 'Three'; select.dispatchEvent(new Event('change', { bubbles: true }));`,
      `document.querySelector('button').disabled = false; document.querySelector('[type=range]').value = 70;
       document.querySelector('form').insertAdjacentHTML('beforeend', '<p role="alert">Check the name</p>');`,
      `document.querySelector('form').reset();`,
    ],
  },
  SVG: {
    html: `<svg viewBox="0 0 10 10" width="100"><defs><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs>
      <rect width="5" height="5" fill="url(#g)"/><text x="1">Revenue</text></svg>`,
    steps: [
      `const svg = document.querySelector('svg'); const make = (name) => document.createElementNS(svg.namespaceURI, name);
       const path = make('path'); path.setAttribute('d', 'M0 0L5 5'); svg.append(path);`,
      `document.querySelector('path').setAttribute('d', 'M1 1L9 9'); document.querySelector('svg').setAttribute('viewBox', '0 0 20 20');`,
      `const group = document.createElementNS('http://www.w3.org/2000/svg', 'g'); group.append(document.querySelector('rect'));
       document.querySelector('svg').prepend(group); document.querySelector('svg text').textContent = 'Cost';`,
      `document.querySelector('linearGradient').id = 'h'; document.querySelector('rect').setAttribute('fill', 'url(#h)'); document.querySelector('path').remove();`,
    ],
  },
  animations: {
    html: `<style>@keyframes k { to { opacity: 0; } } .on { animation: k 5s; } #m { transition: top 5s; position: relative; }</style><div id="m">Moving</div>`,
    steps: [
      `document.querySelector('#m').className = 'on';`,
      `const style = document.querySelector('#m').style; style.transform = 'translateX(10px)'; style.top = '5px'; style.setProperty('color', 'red', 'important');`,
      `const style = document.querySelector('#m').style; style.removeProperty('top'); style.transform = 'none'; document.querySelector('#m').className = '';`,
      `document.querySelector('#m').className = 'on'; document.querySelector('style').textContent = '.on { opacity: 0.5; }';`,
    ],
  },
  'an infinite scroll': {
    html: `<div id="list" style="height:200px;overflow:auto">${'<p>Entry of a list</p>'.repeat(20)}</div>`,
    steps: [
      `const list = document.querySelector('#list'); list.scrollTop = 300;`,
      `const list = document.querySelector('#list'); for (let n = 0; n < 50; n += 1) list.append(Object.assign(document.createElement('p'), { textContent: 'Loaded ' + n })); list.scrollTop = 800;`,
      `for (let n = 0; n < 10; n += 1) document.querySelector('#list').firstElementChild.remove();`,
      `const list = document.querySelector('#list'); list.lastElementChild.scrollIntoView(); list.scrollTop = 0;`,
    ],
  },
  'a virtual list': {
    html: `<div id="v" style="height:200px;position:relative">${Array.from({ length: 10 }, (_, n) => `<div class="r" style="position:absolute;top:${n * 20}px">Row ${n}</div>`).join('')}</div>`,
    steps: [
      `[...document.querySelectorAll('.r')].forEach((row, n) => { row.style.top = (n + 10) * 20 + 'px'; row.firstChild.data = 'Row ' + (n + 10); });`,
      `const v = document.querySelector('#v'); for (let n = 0; n < 5; n += 1) { const row = v.firstElementChild; row.textContent = 'Row ' + (n + 20); v.append(row); }`,
      `for (let round = 0; round < 20; round += 1) { const v = document.querySelector('#v'); const row = v.firstElementChild; row.remove(); row.style.top = round + 'px'; v.append(row); }`,
      `document.querySelector('#v').replaceChildren(...Array.from({ length: 6 }, (_, n) => Object.assign(document.createElement('div'), { className: 'r', textContent: 'Row ' + (n + 90) })));`,
    ],
  },
  'frames of the same origin': {
    html: `<iframe srcdoc="<style>p{color:red}</style><p>In a frame</p><input value='typed'>"></iframe>`,
    steps: [
      `document.querySelector('iframe').contentDocument.body.append('Added within');`,
      `document.querySelector('iframe').contentDocument.querySelector('p').className = 'changed';`,
      `const frame = document.createElement('iframe'); frame.srcdoc = '<h1>Another</h1>'; document.body.append(frame);`,
      `document.querySelector('iframe').remove(); document.querySelector('iframe').contentDocument.querySelector('h1').textContent = 'Alone';`,
    ],
  },
  'adopted style sheets': {
    html: `<div id="host"></div>`,
    steps: [
      `window.made = new CSSStyleSheet(); made.replaceSync('.a { color: red; }'); document.adoptedStyleSheets = [made];`,
      `const root = document.querySelector('#host').attachShadow({ mode: 'open' }); root.innerHTML = '<p>Adopting</p>';
       window.own = new CSSStyleSheet(); own.replaceSync('p { margin: 1px; }'); root.adoptedStyleSheets = [own];`,
      `made.insertRule('.b { color: blue; }', 1); own.replaceSync('p { margin: 2px; }');`,
      `made.deleteRule(0); document.adoptedStyleSheets = [made, own];`,
    ],
  },
  'dialogs, details and popovers': {
    html: `<dialog><p>Are you sure?</p></dialog><details><summary>More</summary><p>Details</p></details><div popover id="pop">Popped</div>`,
    steps: [
      `document.querySelector('dialog').showModal();`,
      `document.querySelector('dialog').close(); document.querySelector('details').open = true;`,
      `document.querySelector('#pop').showPopover(); document.querySelector('#pop').append(' up');`,
      `document.querySelector('#pop').hidePopover(); document.querySelector('dialog').show(); document.querySelector('summary').textContent = 'Less';`,
    ],
  },
  'text that is edited': {
    html: `<div contenteditable="true"><p>First paragraph</p></div><p id="split">One text node</p>`,
    steps: [
      `const p = document.querySelector('[contenteditable] p'); p.firstChild.appendData(' and more'); p.after(Object.assign(document.createElement('p'), { textContent: 'Second' }));`,
      `document.querySelector('#split').firstChild.splitText(3).data = ' piece';`,
      `document.querySelector('[contenteditable]').normalize(); document.querySelector('#split').normalize(); document.querySelector('[contenteditable] p').remove();`,
      `document.querySelector('[contenteditable]').innerHTML = '<ul><li>One</li></ul>'; document.querySelector('#split').textContent = '';`,
    ],
  },
  'levels side by side': {
    isMasked: true,
    html: `<nav data-rum-privacy="allow"><a href="/a">Menu</a><input value="free"></nav><section data-rum-privacy="mask"><p title="secret">Masked words</p></section>
      <aside data-rum-privacy="hidden" style="width:100px;height:50px"><p>Hidden words</p></aside>`,
    steps: [
      `document.querySelector('nav').append(document.querySelector('section p'));`,
      `document.querySelector('aside').append('More hidden'); document.querySelector('section').innerHTML = '<b>Masked again</b>';`,
      `document.querySelector('nav a').textContent = 'Home'; document.body.append(document.querySelector('aside'));`,
      `document.querySelector('nav').dataset.rumPrivacy = 'mask'; document.querySelector('aside').dataset.rumPrivacy = 'allow';`,
    ],
  },
};
