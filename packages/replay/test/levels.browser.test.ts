import { afterEach, describe, expect, it } from 'vitest';
import { recordPage, setText, settle } from './record-page.js';

const root = document.createElement('main');
let recorded: ReturnType<typeof recordPage>;
afterEach(() => {
  recorded.abort.abort();
  root.remove();
});

async function record(html: string, options: Parameters<typeof recordPage>[0] = {}) {
  root.innerHTML = html;
  document.body.append(root);
  recorded = recordPage({ options: { defaultPrivacyLevel: 'allow' }, ...options });
  await recorded.awaitSnapshot();
}
const find = <E extends HTMLElement>(selector: string) => root.querySelector<E>(selector) as E;

describe('a hidden element', () => {
  it('is a placeholder of its size, whatever happens in it', async () => {
    await record(
      `<section data-rum-privacy="hidden" style="width:120px;height:40px" class="secret-class">
        <p>secret-text</p><input value="secret-value"></section><p>shown</p>`,
    );
    find('section p').textContent = 'secret-change';
    find('section').append('secret-added');
    find('section').title = 'secret-title';
    find<HTMLInputElement>('input').value = 'secret-typed';
    find('input').dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settle();
    const text = await recorded.text();
    expect(text).not.toContain('secret');
    expect(text).toContain('"rr_width":"120px","rr_height":"40px"');
    expect(text).toContain('shown');
  });

  it('is one by selector, in a shadow tree, and when it is added later', async () => {
    await record('<div id="host"></div><p>shown</p>', {
      options: {
        defaultPrivacyLevel: 'allow',
        privacySelectors: { hidden: ['.private'] },
      },
    });
    const shadow = find('#host').attachShadow({ mode: 'open' });
    shadow.innerHTML = '<p class="private">secret-shadow <b>secret-child</b></p>shown-shadow';
    root.insertAdjacentHTML(
      'beforeend',
      '<p data-rum-privacy="hidden">secret <i>secret-child</i></p>',
    );
    await settle();
    setText(shadow.querySelector('b'), 'secret-changed');
    find('i').replaceWith('secret-replaced');
    await settle();
    const text = await recorded.text();
    expect(text).not.toContain('secret');
    expect(text).toContain('shown-shadow');
  });
});

describe('an element whose mark changes', () => {
  it('from allow to hidden shows nothing from then on, and is taken out of the replay', async () => {
    await record('<section><p>shown-before</p></section>');
    find('section').dataset['rumPrivacy'] = 'hidden';
    find('p').textContent = 'secret-after';
    await settle();
    find('p').textContent = 'secret-later';
    await recorded.awaitSnapshot(2);
    const text = await recorded.text();
    expect(text).not.toContain('secret');
    const [, last] = text.split('"isAttachIframe"')[0]?.split('"initialOffset"') ?? [];
    expect(last).toBeDefined();
    const snapshots = (await recorded.records()).filter(({ type }) => type === 2);
    expect(JSON.stringify(snapshots.at(-1))).not.toContain('shown-before');
  });

  it('from mask to allow is shown as it is by the next full snapshot', async () => {
    await record('<section data-rum-privacy="mask"><p>hello</p></section>');
    find('section').dataset['rumPrivacy'] = 'allow';
    await recorded.awaitSnapshot(2);
    const [before, after] = (await recorded.records()).filter(({ type }) => type === 2);
    expect(JSON.stringify(before)).not.toContain('hello');
    expect(JSON.stringify(after)).toContain('hello');
  });
});

describe('a node that is moved', () => {
  it('has the level of where it is', async () => {
    await record('<section data-rum-privacy="mask"></section><p>movable</p>');
    const moved = find('p');
    find('section').append(moved);
    moved.title = 'secret-title';
    await settle();
    setText(moved, 'secret-text');
    await settle();
    expect(await recorded.text()).not.toContain('secret');
  });

  it('shows nothing once it is out of the page', async () => {
    await record('<section data-rum-privacy="mask"><div id="host"></div></section>');
    const host = find('#host');
    host.attachShadow({ mode: 'open' }).innerHTML = '<p>secret-shadow</p>';
    await settle();
    host.remove();
    await settle();
    const inside = host.shadowRoot?.querySelector('p') as HTMLElement;
    inside.title = 'secret-title';
    (inside.firstChild as Text).data = 'secret-detached';
    await settle();
    expect(await recorded.text()).not.toContain('secret');
  });
});

describe('input', () => {
  const type = (field: HTMLInputElement, text: string) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const inputs = async () =>
    (await recorded.records()).flatMap((event) =>
      event.type === 3 && event.data.source === 5 ? [event.data] : [],
    );

  it('that is typed quickly into a masked field is one change to ***', async () => {
    await record('<input data-rum-privacy="mask-user-input">');
    for (const text of ['s', 'se', 'sec', 'secret']) type(find('input'), text);
    await settle();
    expect((await inputs()).map(({ text }) => text)).toEqual(expect.arrayContaining(['***']));
    expect(new Set((await inputs()).map(({ text }) => text))).toEqual(new Set(['***']));
  });

  it('at allow is what was typed, but for secret fields, also those that are shown', async () => {
    await record('<input id="city"><input type="password" id="p">');
    type(find('#city'), 'Kyoto');
    find<HTMLInputElement>('#p').type = 'text';
    type(find('#p'), 'secret');
    await settle();
    expect((await inputs()).map(({ text }) => text)).toContain('Kyoto');
    expect(await recorded.text()).not.toContain('secret');
  });

  it('of check boxes and radio buttons is recorded at allow only', async () => {
    await record(
      `<input type="checkbox" id="shown"><input type="checkbox" id="masked" data-rum-privacy="mask">
       <input type="radio" name="r" value="secret" data-rum-privacy="mask" id="radio">`,
    );
    for (const id of ['shown', 'masked', 'radio']) find(`#${id}`).click();
    await settle();
    expect((await inputs()).map(({ isChecked }) => isChecked)).toEqual([true]);
    expect(await recorded.text()).not.toContain('secret');
  });

  it('of an ignored field leaves neither values nor clicks', async () => {
    await record(
      '<div data-rum-privacy="ignore"><button>1</button><input></div><button id="b">2</button>',
    );
    type(find('input'), 'secret');
    for (const button of root.querySelectorAll('button')) button.click();
    await settle();
    expect(await inputs()).toEqual([]);
    const clicks = (await recorded.records()).filter(
      (event) => event.type === 3 && event.data.source === 2 && event.data.type === 2,
    );
    expect(clicks.length).toBe(1);
  });
});
