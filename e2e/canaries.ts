import type { ServerResponse } from 'node:http';
import type { Page } from '@playwright/test';
import { instrumented, sendHtml, serve, type Site } from './serve.js';

/** Secrets by what they are hidden in: `canary` + kind + number. */
let planted = new Map<string, string[]>();

/** Plants another secret of a kind. */
function canary(kind: string, text = `canary${kind}${(planted.get(kind) ?? []).length}x`): string {
  planted.set(kind, [...(planted.get(kind) ?? []), text]);
  return text;
}

/** What a person will type, by the number that stands in the field meanwhile. */
let typed: string[] = [];
const fill = (text: string) => typed.push(text) - 1;

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const TEXT_ELEMENTS =
  'button,h1,h2,p,li,span,div,strong,code,em,b,i,small,mark,q,dt,dd,figcaption,address,pre,blockquote,legend,summary,output,time'.split(
    ',',
  );
const FIELDS = [
  'text',
  'search',
  'url',
  'number',
  'date',
  'time',
  'month',
  'week',
  'datetime-local',
  'color',
];
const LITERALS: Record<string, string> = {
  number: '40270619',
  date: '1963-11-22',
  time: '03:37',
  month: '1951-04',
  week: '1971-W33',
  'datetime-local': '1944-06-06T05:43',
  color: '#c0ffe7',
};
const AUTOCOMPLETE = [
  'cc-number',
  'cc-csc',
  'cc-exp',
  'cc-name',
  'one-time-code',
  'current-password',
  'new-password',
  'email',
  'tel',
];
/** Secrets that have a shape, as they come into messages and stacks. */
const SHAPES = (index: number) => [
  `canary.person${index}@mail.example`,
  '4111 1111 1111 1111',
  `Bearer canarybearer${index}abcdef0123456789`,
  `eyJhbGciOiJIUzI1NiJ9.canaryjwt${index}abcdef.c2lnbmF0dXJl${index}`,
  `sk_live_canarykey${index}abcdef0123456789`,
  `password=canarypassword${index}`,
  `https://user:canaryuserinfo${index}@host.example/path`,
  `https://host.example/path?token=canarytoken${index}`,
];

/** Serves a page full of secrets, of which some may leave at some levels. */
export async function serveCanaries(
  configuration: Parameters<typeof instrumented>[1],
): Promise<Site & { planted: Map<string, string[]> }> {
  planted = new Map();
  typed = [];
  const html = page(configuration);
  const site = await serve(({ pathname }, response) => {
    if (pathname === '/') return answerPage(response, html);
    if (pathname === '/referring') {
      return sendHtml(
        response,
        `<a id="go" href="/?q=${canary('query')}#${canary('fragment')}">go</a>`,
      );
    }
    if (pathname.endsWith('.svg')) {
      return response
        .setHeader('content-type', 'image/svg+xml')
        .end('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    }
    response.setHeader('x-canary', canary('header'));
    return response.end(pathname.endsWith('.js') ? '' : canary('body'));
  });
  return { ...site, planted };
}

function answerPage(response: ServerResponse, html: string): void {
  response.setHeader('set-cookie', [
    `secret=${canary('cookie')}`,
    `other=${canary('cookie')}; path=/`,
  ]);
  response.setHeader('content-security-policy-report-only', "img-src 'self'");
  sendHtml(response, html);
}

function page(configuration: Parameters<typeof instrumented>[1]): string {
  const attribute = (name: string) => `${name}="${canary(name.replace(/\W/g, ''))}"`;
  return instrumented(
    `
    <title>${canary('pagetitle')}</title>
    <meta name="description" content="${canary('meta')}">
    <script type="application/ld+json">{"secret":"${canary('script')}"}</script>
    <style>
      body { margin: 0; --secret: "${canary('css')}" } .before::before { content: "${canary('css')}" }
      :root { --nämé: "${canary('css')}"; --bare: ${canary('css')}; --json: { "a": ["${canary('css')}"] } }
      .before::after { content: "a; ${canary('css')} } b" / "${canary('css')}"; quotes: "${canary('css')}" "" }
      ol { list-style: inside "${canary('css')}" } ol > li { list-style-type: "${canary('css')} " }
      .before { grid-template-areas: "${canary('css')}"; font-family: "${canary('css')}"; text-emphasis: "${canary('css')}" }
      [title="${canary('css')}"] { color: red } @counter-style c { system: cyclic; symbols: "${canary('css')}" }
      @supports (content: "${canary('css')}") { b { color: red } } @keyframes ${canary('css')} { to { opacity: 1 } }
      [data-click] { display: inline-block; min-width: 20px; min-height: 20px }
    </style>
    <!-- ${canary('comment')} -->
    <main>
      ${TEXT_ELEMENTS.map((tag) => `<${tag} data-click>${canary('text')}</${tag}>`).join('\n')}
      <a href="#anchor?${canary('query')}" data-click>${canary('text')}</a>
      <table><tr><td data-click>${canary('text')}</td><th data-click>${canary('text')}</th></tr></table>
      <p data-click class="before">${canary('text')} <b>${canary('text')}</b></p>
      ${times(3, () => `<button data-click ${attribute('aria-label')}></button>`).join('')}
      ${times(3, () => `<img data-click src="/a.svg?${canary('query')}" ${attribute('alt')} width="20" height="20">`).join('')}
      ${times(3, () => `<div data-click tabindex="0" ${attribute('title')}></div>`).join('')}
      ${times(3, () => `<button data-click data-secret="${canary('data')}" data-user="${canary('data')}">·</button>`).join('')}
      <input data-click type="button" value="${canary('buttonlabel')}">
      <button data-click aria-labelledby="named"></button><i id="named">${canary('text')}</i>
      <label data-click for="labelled">${canary('text')}</label><input id="labelled" data-fill="${fill(canary('typed'))}">
      <svg data-click width="20" height="20"><title>${canary('svg')}</title><text y="10">${canary('svg')}</text></svg>
      <svg width="9" height="9" title="${canary('drawing')}" tooltip="${canary('drawing')}" inkscape:label="${canary('drawing')}">
        <a xlink:title="${canary('drawing')}"><circle r="3" alt="${canary('drawing')}" cx="${canary('drawing')}" fill="url(#g)">
        <animate attributeName="href" values="${canary('drawing')}" from="${canary('drawing')}" to="${canary('drawing')}" begin="${canary('drawing')}"/></circle></a></svg>
      <math alttext="${canary('drawing')}"><mfenced open="${canary('drawing')}" separators="${canary('drawing')}"><mi>x</mi></mfenced></math>
      <p style='--label:"semi; ${canary('css')}";--x:${canary('css')};list-style-type:"${canary('css')}"'></p>
      <div data-click contenteditable>${canary('editable')}</div>
      <div data-click role="textbox" tabindex="0">${canary('editable')}</div>
      <textarea data-click data-fill="${fill(canary('typed'))}">${canary('editable')}</textarea>
      <select data-click>${times(3, () => `<option value="${canary('option')}">${canary('option')}</option>`).join('')}</select>
      <datalist>${times(2, () => `<option>${canary('option')}</option>`).join('')}</datalist>
      ${FIELDS.map((type) => `<input data-click type="${type}" data-fill="${fill(LITERALS[type] ? canary('typed', LITERALS[type]) : canary('typed', type === 'url' ? 'https://canarytypedurl.example' : undefined))}" ${attribute('placeholder')}>`).join('\n')}
      ${times(10, () => `<input data-click value="${canary('typed')}">`).join('')}
      ${times(6, () => `<input data-click type="checkbox" value="${canary('typed')}"><input data-click type="radio" name="r" value="${canary('typed')}">`).join('')}
      ${['password', 'email', 'tel'].map((type) => `<input data-click type="${type}" data-fill="${fill(type === 'email' ? canary('secret', 'canary.secret@mail.example') : canary('secret'))}" title="${canary('secret')}" placeholder="${canary('secret')}">`).join('\n')}
      <input type="hidden" value="${canary('secret')}"><input id="shown" data-click type="password" data-fill="${fill(canary('secret'))}">
      ${AUTOCOMPLETE.map((token) => `<input data-click autocomplete="${token}" data-fill="${fill(canary('secret'))}" aria-label="${canary('secret')}">`).join('\n')}
      ${['password', 'api_key', 'secret_answer', 'csrf-token'].map((name) => `<input data-click name="${name}" data-fill="${fill(canary('secret'))}">`).join('\n')}
      <section data-rum-privacy="hidden">${times(6, () => `<button data-click title="${canary('hidden')}">${canary('hidden')}</button>`).join('')}
        <div data-rum-privacy="allow"><button data-click>${canary('hidden')}</button></div></section>
      <section data-rum-privacy="mask">${times(6, () => `<button data-click title="${canary('marked')}">${canary('marked')}</button>`).join('')}</section>
      <section data-rum-privacy="ignore">${times(4, () => `<button data-click>${canary('marked')}</button>`).join('')}</section>
      <section data-rum-privacy="alow">${times(4, () => `<button data-click>${canary('marked')}</button>`).join('')}</section>
      <canary-card><b slot="name" data-click>${canary('slotted')}</b></canary-card>
      <div id="late"></div><canvas width="9" height="9" data-click></canvas>
      <iframe srcdoc="<button>${canary('frame')}</button><input value=${canary('frame')}>" height="30"></iframe>
      <object data="/a.svg?${canary('query')}" width="9" height="9"></object>
      <noscript>${canary('noscript')}</noscript><template>${canary('template')}</template>
    </main>
    <script>
      customElements.define('canary-card', class extends HTMLElement {
        connectedCallback() {
          this.attachShadow({ mode: 'open' }).innerHTML =
            '<button data-click>${canary('shadow')}</button><button data-click title="${canary('shadow')}"></button><slot name="name"></slot>';
        }
      });
      document.querySelector('canvas').getContext('2d').fillText('${canary('canvas')}', 0, 9);
      localStorage.setItem('secret', '${canary('storage')}');
      sessionStorage.setItem('secret', '${canary('storage')}');
    </script>`,
    configuration,
  );
}

/** Writes into styles in all the ways that are recorded, each in its own. */
function restyle([adopted, inserted, declared, set, listed, part]: string[]): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.before::before { content: "a; ${adopted} }" }`);
  document.adoptedStyleSheets = [sheet];
  const style = document.querySelector('style');
  style?.sheet?.insertRule(`.before::marker { content: "a; ${inserted} }" }`);
  const rule = style?.sheet?.cssRules[0] as CSSStyleRule | undefined;
  rule?.style.setProperty('--set', `a ${declared}`);
  const late = document.querySelector<HTMLElement>('#late');
  late?.style.setProperty('--set', `"a; ${set}"`);
  late?.style.setProperty('list-style-type', `"${listed}"`);
  const parts = document.createElement('style');
  parts.append('b::after { content: "', '', '" }');
  document.body.append(parts);
  const [, middle] = parts.childNodes;
  setTimeout(() => middle && (middle.nodeValue = part ?? ''));
}

/** Does all that a person may do, and all that a page may say. */
export async function disturb(page: Page): Promise<void> {
  await page.evaluate((texts) => {
    for (const field of document.querySelectorAll<HTMLInputElement>('[data-fill]')) {
      field.value = texts[Number(field.dataset['fill'])] ?? '';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
      delete field.dataset['fill'];
    }
  }, typed);
  await page.evaluate(
    (texts) => {
      const [inserted = '', changed = '', title = ''] = texts;
      const late = document.querySelector('#late');
      if (late)
        late.innerHTML = `<button data-click>${inserted}</button><button data-click>before</button>`;
      const [, second] = late?.children ?? [];
      if (second) second.textContent = changed;
      document.querySelector('#shown')?.setAttribute('type', 'text');
      document.title = title;
    },
    [canary('late'), canary('late'), canary('pagetitle')],
  );
  await page.evaluate(
    restyle,
    times(6, () => canary('css')),
  );
  for (const target of await page.locator('[data-click]').all()) {
    await target.click({ force: true, noWaitAfter: true, timeout: 2_000 });
  }
  const shapes = times(6, (index) => SHAPES(index).map((text) => canary('shape', text)));
  const queries = times(8, () => canary('query'));
  const sent = times(4, () => canary('body'));
  await page.evaluate(
    async ({ shapes: texts, queries: secrets, sent: bodies }) => {
      const soon = (work: () => unknown) =>
        new Promise((resolve) => setTimeout(resolve, 5) && setTimeout(work));
      const said = texts.map((list) => list.join(' and '));
      await soon(() => {
        throw new Error(said[0], { cause: new Error(said[1]) });
      });
      await soon(() => Promise.reject(new TypeError(said[2])));
      await soon(() => {
        throw new AggregateError([new Error(said[3])], said[3]);
      });
      console.error(said[4], { context: said[4] });
      const { rum } = (
        globalThis as unknown as {
          FIRSTHAND: { rum: Record<string, (...given: unknown[]) => void> };
        }
      ).FIRSTHAND;
      rum['addError']?.(new Error(said[5]), { note: said[5] });
      rum['addAction']?.(`pressed ${said[5]}`, { note: said[5] });
      rum['setGlobalContextProperty']?.('note', said[0]);
      rum['startView']?.(`view of ${said[1]}`);
      history.pushState(null, '', `/?session=${secrets[0]}#${secrets[1]}`);
      history.pushState(null, '', `/#/route?${secrets[2]}`);
      const options = {
        method: 'POST',
        body: bodies[0] ?? '',
        headers: { 'x-secret': bodies[1] ?? '', authorization: `Bearer ${bodies[2]}` },
      };
      await fetch(`/data?${secrets[3]}`, options).then((response) => response.text());
      await new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.addEventListener('loadend', resolve);
        request.open('POST', `/data?${secrets[4]}`);
        request.send(bodies[3]);
      });
      await fetch(`http://127.0.0.1:9/gone?${secrets[5]}`).catch(() => {});
      const ended = (element: HTMLElement) =>
        new Promise((resolve) => {
          element.addEventListener('load', resolve);
          element.addEventListener('error', resolve);
        });
      const image = new Image();
      image.src = `http://127.0.0.1:9/csp.png?${secrets[6]}`;
      await ended(image);
      const script = document.createElement('script');
      script.src = `/script.js?${secrets[7]}`;
      document.head.append(script);
      await ended(script);
    },
    { shapes, queries, sent },
  );
}
