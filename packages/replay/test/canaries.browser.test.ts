import { eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { recordPage, setText, settle } from './record-page.js';

const INPUTS =
  'text,search,url,number,range,date,time,month,week,datetime-local,color,password,email,tel,hidden,checkbox,radio,submit,button,reset';
/** A value that the type takes, and that no page has by chance. */
const VALUES: Record<string, string> = {
  number: '4711081599',
  range: '4711081599',
  date: '1847-11-08',
  time: '13:37:42.815',
  month: '1847-11',
  week: '1847-W23',
  'datetime-local': '1847-11-08T13:37:42.815',
  color: '#c0ffee',
  url: 'https://canary-url.example/canary',
};
const valueOf = (type: string) => VALUES[type] ?? `canary-${type}`;
const CANARY = /canary|4711081599|1847-|13:37:42|c0ffee/i;

const page = () =>
  `
  <title>canary-title</title>
  <p title="canary-attribute" data-note="canary-data" aria-label="canary-label">canary-text <b>canary-bold</b></p>
  <a href="https://example.com/canary-path?canary=query#canary">canary-link</a>
  <img alt="canary-alt" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' id='canary'/>">
  <video poster="/canary-poster.png" src="/canary.mp4"></video>
  ${INPUTS.split(',')
    .map(
      (type) =>
        `<input type="${type}" max="9999999999" placeholder="canary-placeholder" value="${valueOf(type)}">`,
    )
    .join('')}
  <textarea placeholder="canary-hint">canary-textarea</textarea>
  <select><option value="canary-option" selected>canary-option-text</option></select>
  <div contenteditable="true">canary-editable</div>
  <div style="--note: 'canary-property'; background: url(/canary-picture.png)">x</div>
  <style>.canary-free::before { content: "canary-content"; } .x { --y: "canary-variable"; }</style>
  <style id="styles">
    #s1::after { content: "a; canary-semicolon } canary-brace" } #s2 { list-style: inside "canary-list" }
    #s3 { --nämé: "canary-name"; --bare: canary-bare; --json: { "a": "canary-json" } }
    #s4::before { content: counter(x) "canary-counter" / "canary-spoken"; quotes: "canary-quote" "x" }
    #s5 { grid-template-areas: "canary-area canary-area"; font-family: "canary-font"; text-emphasis: "canary-mark" }
    [title="canary-selector"] { color: red } @counter-style x { system: cyclic; symbols: "canary-symbol" }
    @property --p { syntax: "*"; inherits: false; initial-value: canary-initial }
    @supports (content: "canary-supports") { #s6::after { content: "\\63 anary-escape" } }
    #s7 { --tone: #a1b2c3; width: calc(7px * 3); clip-path: url(#clip) } .icon::before { content: "\\e001" }
  </style><style id="parts">#s8::after { content: "</style>
  <p style="--label: 'semi; canary-inline'; --y: canary-inline-bare; canary-property: canary-value; list-style-type: 'canary-marker'">x</p>
  <svg title="canary-title" tooltip="canary-tooltip" inkscape:label="canary-inkscape" fill="#a1b2c4" viewBox="0 0 24 24">
    <a xlink:title="canary-xlink" xlink:role="canary-role"><path d="M1 2L3 4z" alt="canary-alt" fill="url(#gradient)"/></a>
    <circle r="3" cx="canary-geometry" font-family="canary-family" systemLanguage="canary-language">
      <animate attributeName="href" values="canary-values;/canary" from="canary-from" to="canary-to" by="canary-by" begin="canary-begin"/>
      <animate attributeName="fill" values="#a1b2c5;red" begin="0s"/></circle></svg>
  <math alttext="canary-alttext" title="canary-math"><mfenced open="canary-open" close="canary-close" separators="canary-separators"><mi mathvariant="canary-variant">canary-mi</mi></mfenced></math>
  <p aria-note="canary-aria" hidden="canary-flag" aria-keyshortcuts="canary-keys">x</p>
  <svg><text>canary-svg</text><title>canary-svg-title</title><desc>canary-desc</desc></svg>
  <table><caption>canary-caption</caption><tr><td>canary-cell</td></tr></table>
  <noscript>canary-noscript</noscript>
  <template>canary-template</template>
  <!-- canary-comment -->
  <script type="application/json">{"canary": "script"}</script>
  <meta name="csrf-token" content="canary-meta">
  <canary-element data-x="1" note="canary-custom">canary-custom-text</canary-element>
  <details open><summary>canary-summary</summary>canary-details</details>
  <iframe srcdoc="<p title='canary-frame-title'>canary-frame</p><input value='canary-frame-input'>"></iframe>
  <div id="host"><template shadowrootmode="open"><style>:host::after { content: "canary-shadow-content" }</style>canary-shadow-text<i title="canary-shadow-title">canary-shadow-child</i><input value="canary-shadow-input"><slot></slot></template><u>canary-slotted</u></div>
  <div id="late"></div>`
    // Selectors and tag names are layout: they are the author's.
    .replace('.canary-free', '.free')
    .replaceAll('canary-element', 'plain-element');

const root = document.createElement('main');
afterEach(() => root.remove());

function show(): HTMLIFrameElement {
  root.setHTMLUnsafe(page());
  document.body.append(root);
  return root.querySelector('iframe') as HTMLIFrameElement;
}

/** Changes that a page makes after it was recorded. */
function change(frame: HTMLIFrameElement): void {
  const late = root.querySelector('#late') as HTMLElement;
  late.innerHTML = '<p title="canary-late-title">canary-late <i>canary-late-child</i></p>';
  late.setAttribute('data-late', 'canary-late-attribute');
  late.style.setProperty('--late', '"canary-late-property"');
  late.style.backgroundImage = 'url(/canary-late.png)';
  setText(root.querySelector('b'), 'canary-changed');
  for (const input of root.querySelectorAll('input')) {
    const isBox = /checkbox|radio/.test(input.type);
    if (isBox) input.click();
    else input.value = `${valueOf(input.type)}`;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  const password = root.querySelector<HTMLInputElement>('[type=password]');
  if (password) {
    password.type = 'text';
    password.value = 'canary-shown-password';
    password.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  const area = root.querySelector('textarea') as HTMLTextAreaElement;
  area.value = 'canary-typed';
  area.textContent = 'canary-textarea-child';
  const shadow = root.querySelector('#host')?.shadowRoot as ShadowRoot;
  shadow.append('canary-late-shadow');
  setText(shadow.querySelector('i'), 'canary-changed-shadow');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('.adopted::before { content: "canary-adopted" }');
  shadow.adoptedStyleSheets = [sheet];
  sheet.insertRule('.inserted::before { content: "canary-inserted" }');
  const style = root.querySelector('style')?.sheet as CSSStyleSheet;
  style.insertRule('.late::before { content: "canary-rule" }');
  (style.cssRules[0] as CSSStyleRule).style.setProperty('content', '"canary-declared"');
  style.insertRule('.late::after { content: "a; canary-inserted-semicolon }" }');
  (style.cssRules[0] as CSSStyleRule).style.setProperty('--late', 'canary-unquoted');
  sheet.insertRule('.listed { list-style-type: "canary-adopted-list" }');
  sheet.replaceSync('.replaced::before { content: "canary; replaced" }');
  late.style.setProperty('--late', '"canary; late"');
  late.style.setProperty('list-style-type', '"canary-late-list"');
  const parts = root.querySelector('#parts') as HTMLStyleElement;
  parts.append('canary-part', '" }');
  setText(parts, '#s8 { color: red } #s8::after { content: "');
  const [, part] = parts.childNodes;
  if (part) part.nodeValue = 'canary-other-part';
  const circle = root.querySelector('circle') as Element;
  circle.setAttribute('tooltip', 'canary-late-tooltip');
  circle.querySelector('animate')?.setAttribute('to', 'canary-late-to');
  const inside = frame.contentDocument as Document;
  inside.body.append('canary-frame-late');
  history.replaceState(null, '', '?canary=address');
  root.append(Object.assign(document.createElement('p'), { textContent: 'canary-added' }));
}

describe('a page full of secrets', () => {
  const address = location.href;
  afterEach(() => history.replaceState(null, '', address));

  const record = async (level: 'mask' | 'allow') => {
    const frame = show();
    await eventually('frame', () => frame.contentDocument?.querySelector('p'));
    const recorded = recordPage({ options: { defaultPrivacyLevel: level } });
    await recorded.awaitSnapshot();
    // The frame comes in a task of its own.
    await eventually('frame record', async () =>
      (await recorded.text()).includes('isAttachIframe'),
    );
    change(frame);
    await settle();
    recorded.setView('view-2');
    await recorded.awaitSnapshot(2);
    await eventually(
      'another frame record',
      async () => (await recorded.text()).split('isAttachIframe').length > 2,
    );
    const text = await recorded.text();
    const { faults } = recorded;
    recorded.abort.abort();
    expect(faults).toEqual([]);
    return text;
  };

  it('leaves none of them in any segment at `mask`', async () => {
    const text = await record('mask');
    expect(text.length).toBeGreaterThan(5_000);
    const found = text.match(new RegExp(`.{0,60}(?:${CANARY.source}).{0,40}`, 'gi')) ?? [];
    expect(found).toEqual([]);
    // And it still looks as it did.
    for (const kept of [
      '#a1b2c3',
      '#a1b2c4',
      '#a1b2c5;red',
      'calc(21px)',
      'M1 2L3 4z',
      '0 0 24 24',
      '#gradient',
    ]) {
      expect(text).toContain(kept);
    }
    expect(text).toContain('\ue001');
  });

  it('leaves at `allow` what was written, and nothing of secret fields, addresses, code and comments', async () => {
    const text = await record('allow');
    for (const shown of [
      'canary-text',
      'canary-shadow-text',
      'canary-frame',
      'canary-late',
      'canary-content',
      'canary-inserted',
      'canary-frame-late',
      'canary-changed-shadow',
      'canary-adopted',
      'canary-rule',
      'canary-brace',
      'canary-bare',
      'canary-tooltip',
    ]) {
      expect(text).toContain(shown);
    }
    for (const hidden of [
      'canary-password',
      'canary-shown-password',
      'canary-email',
      'canary-tel',
      'canary-hidden',
      'canary=',
      'canary-comment',
      '"canary"',
      'canary-template',
    ]) {
      expect(text).not.toContain(hidden);
    }
  });
});
