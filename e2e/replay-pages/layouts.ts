import type { ReplayPage } from './replay-page.js';

const sections = Array.from(
  { length: 12 },
  (_, n) => `<h2>Part ${n}</h2><p style="height:150px">Words of part ${n}</p>`,
).join('');

/** How pages are laid out and styled. */
export const layouts: Record<string, ReplayPage> = {
  'linked style sheets': {
    html: `<link rel="stylesheet" href="/style.css"><p class="linked">Styled from elsewhere</p><p class="late">Styled later</p>`,
    steps: [
      `const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = '/late.css'; document.head.append(link);
       await new Promise((resolve) => link.addEventListener('load', resolve));`,
      `document.querySelector('.linked').classList.add('wide');`,
      `document.querySelector('link[href="/late.css"]').remove();`,
      `document.querySelector('.late').className = 'linked';`,
    ],
  },
  'a long page with a sticky header': {
    html: `<header style="position:sticky;top:0;background:silver">The header</header><main>${sections}</main>`,
    steps: [
      `scrollTo(0, 400);`,
      `scrollTo(0, document.body.scrollHeight);`,
      `document.querySelector('main').append(Object.assign(document.createElement('p'), { textContent: 'One more part' })); scrollBy(0, 100);`,
      `document.querySelector('header').textContent = 'Read to the end'; scrollTo(0, 0);`,
    ],
  },
  'a grid of custom properties': {
    html: `<style>:root { --gap: 4px; --tone: rgb(200, 220, 255); } .grid { display: grid; gap: var(--gap); grid-template-columns: repeat(3, 1fr); }
      .grid > * { background: var(--tone); container-type: inline-size; } @container (min-width: 300px) { b { color: green; } }</style>
      <div class="grid"><div><b>One</b></div><div><b>Two</b></div><div><b>Three</b></div></div>`,
    steps: [
      `document.documentElement.style.setProperty('--gap', '20px');`,
      `document.querySelector('.grid').style.gridTemplateColumns = '2fr 1fr'; document.documentElement.dataset.theme = 'dark';`,
      `document.documentElement.style.setProperty('--tone', 'rgb(40, 40, 60)'); document.querySelector('.grid').style.color = 'white';`,
      `document.documentElement.removeAttribute('style'); document.querySelector('.grid').lastElementChild.style.order = '-1';`,
    ],
  },
  'counters, quotes and other generated content': {
    html: `<style id="made">ol { counter-reset: item; list-style: none; } li::before { counter-increment: item; content: counters(item, '.') ' '; }
      q { quotes: '«' '»'; } .new::after { content: ' new'; color: red; }</style><ol><li>First<ol><li>Inner</li></ol></li><li>Second <q>said</q></li></ol>`,
    steps: [
      `document.querySelector('ol').append(Object.assign(document.createElement('li'), { textContent: 'Third', className: 'new' }));`,
      `document.querySelector('#made').textContent += 'li { padding: 2px; } li::marker { color: blue; }';`,
      `document.querySelector('#made').firstChild.data = 'q { quotes: "<" ">"; }';`,
      `document.querySelector('#made').disabled = true; document.querySelector('li').remove();`,
    ],
  },
  'a page of utility classes (Tailwind)': {
    html: `<script src="/libraries/tailwind.js"></script><main class="max-w-md p-4"><h1 class="text-3xl font-bold text-slate-900">Plans</h1>
      <div class="mt-4 rounded-xl bg-white p-6 shadow-lg"><span class="text-sm text-gray-500">Per month</span><p class="text-2xl">9 coins</p></div></main>`,
    steps: [
      `document.querySelector('main').insertAdjacentHTML('beforeend', '<button class="mt-2 rounded bg-indigo-600 px-4 py-2 text-white">Choose</button>');`,
      `document.querySelector('h1').className = 'text-5xl font-light text-rose-700';`,
      `document.querySelector('main > div').classList.replace('bg-white', 'bg-amber-100'); document.querySelector('main > div').classList.add('flex', 'gap-8');`,
      `document.querySelector('button').className = 'mt-2 w-full rounded-full bg-emerald-700 p-4 text-white'; document.querySelector('span').remove();`,
    ],
  },
  'the states of a form': {
    html: `<style>:user-invalid, :invalid { outline: 2px solid red; } :disabled { opacity: 0.5; }</style>
      <form><fieldset id="set"><legend>Address</legend><input name="zip" required pattern="[0-9]+"><input list="cities" name="city"><datalist id="cities"><option value="Paris"></datalist></fieldset>
      <progress max="10" value="2"></progress><meter min="0" max="1" value="0.3"></meter><output>5</output><select multiple size="3"><option>A<option selected>B<option>C</select></form>`,
    steps: [
      `const zip = document.querySelector('[name=zip]'); zip.value = 'none'; zip.dispatchEvent(new InputEvent('input', { bubbles: true }));`,
      `document.querySelector('progress').value = 8; document.querySelector('meter').value = 0.9; document.querySelector('output').value = '9';`,
      `document.querySelector('#set').disabled = true; document.querySelector('legend').textContent = 'Sent';`,
      `document.querySelector('#set').disabled = false; document.querySelector('[name=zip]').setAttribute('aria-invalid', 'true'); document.querySelector('progress').removeAttribute('value');`,
    ],
  },
  'many scripts of the world': {
    html: `<div id="chat"><p lang="ar" dir="rtl">مرحبا بالعالم</p><p lang="ja"><ruby>東京<rt>とうきょう</rt></ruby></p>
      <p lang="hi">नमस्ते <b>दुनिया</b></p></div>`,
    steps: [
      `document.querySelector('#chat').insertAdjacentHTML('beforeend', '<p>👩‍👩‍👧‍👦 e\\u0301 ﷺ <bdi>עברית</bdi></p>');`,
      `document.querySelector('[lang=hi] b').textContent = 'सब'; document.querySelector('[lang=ar]').dir = 'ltr';`,
      `document.querySelector('rt').textContent = 'Tōkyō'; document.querySelector('#chat').style.writingMode = 'vertical-rl';`,
      `document.querySelector('#chat').style.writingMode = ''; document.querySelector('#chat').append('line\\nbreak\\u00a0kept', document.createElement('hr'));`,
    ],
  },
};
