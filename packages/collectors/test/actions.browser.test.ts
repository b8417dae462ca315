import { collect, eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { actions } from '../src/actions.js';

let running: ReturnType<typeof collect>;
afterEach(() => running.stop());

/** Clicks `#target` of a page and answers how the action was named. */
async function nameOf(html: string, options = {}) {
  document.body.setHTMLUnsafe(html);
  running = collect(actions(options));
  const target = document.querySelector('#target');
  if (!target) throw new Error('The page has no target.');
  await userEvent.click(target);
  const [event] = await eventually('an action', () => running.emitted.length && running.emitted);
  if (!event) throw new Error('No action was reported.');
  const { action, _dd } = event.data as {
    action: { type: string; target: { name: string } };
    _dd: { action: { name_source: string } };
  };
  expect(action.type).toBe('click');
  return `${action.target.name} (${_dd.action.name_source})`;
}

const allow = { defaultPrivacyLevel: 'allow' };

describe('the name of a click', () => {
  it.each([
    [
      'is masked by default',
      '<button id="target">Ann</button>',
      {},
      'Masked Element (mask_placeholder)',
    ],
    [
      'is the text where that is allowed',
      '<button id="target">Buy</button>',
      allow,
      'Buy (text_content)',
    ],
    [
      'is the attribute at every level',
      '<button id="target" data-rum-action-name="buy">Ann</button>',
      {},
      'buy (custom_attribute)',
    ],
    [
      'is an attribute of one’s own',
      '<div data-name="card"><button id="target">x</button></div>',
      { actionNameAttribute: 'data-name' },
      'card (custom_attribute)',
    ],
    [
      'is the label before the text',
      '<button id="target" aria-label="Close">×</button>',
      allow,
      'Close (standard_attribute)',
    ],
    [
      'is that of the button around an icon',
      '<button>Save <svg id="target" width="20" height="20"><rect width="20" height="20"/></svg></button>',
      allow,
      'Save (text_content)',
    ],
    [
      'leaves out what a node masks',
      '<button id="target">Pay <b data-rum-privacy="mask">secret</b></button>',
      allow,
      'Pay (text_content)',
    ],
    [
      'may be read where a node allows it',
      '<div data-rum-privacy="allow"><button id="target">Buy</button></div>',
      {},
      'Buy (text_content)',
    ],
    [
      'is masked at the level mask',
      '<button id="target">Ann</button>',
      { defaultPrivacyLevel: 'mask' },
      'Masked Element (mask_placeholder)',
    ],
    [
      'is masked unless it is allowed',
      '<button id="target">Ann</button>',
      { defaultPrivacyLevel: 'mask-unless-allowlisted' },
      'Masked Element (mask_disallowed)',
    ],
    [
      'is read where its text is allowlisted',
      '<button id="target">Add <b>to  Cart</b></button>',
      {
        defaultPrivacyLevel: 'mask-unless-allowlisted',
        privacyAllowlist: ['add', ' To cart'],
      },
      'Add to Cart (text_content)',
    ],
    [
      'is read where a selector allows it',
      '<nav><button id="target">Buy</button></nav>',
      { privacySelectors: { allow: ['nav'] } },
      'Buy (text_content)',
    ],
    [
      'is masked where a selector masks it',
      '<nav><button id="target">Ann</button></nav>',
      { ...allow, privacySelectors: { mask: ['nav'] } },
      'Masked Element (mask_placeholder)',
    ],
    [
      'is read at every level where privacy is not for names',
      '<button id="target">Buy</button>',
      { enablePrivacyForActionName: false },
      'Buy (text_content)',
    ],
    [
      'is no hidden text even then',
      '<div data-rum-privacy="hidden"><button id="target" title="Ann">Ann</button></div>',
      { enablePrivacyForActionName: false },
      'Masked Element (mask_placeholder)',
    ],
    [
      'is nothing that a person types even then',
      '<div contenteditable id="target">Ann</div>',
      { enablePrivacyForActionName: false },
      'Masked Element (mask_placeholder)',
    ],
    [
      'is nothing of a secret field even then',
      '<input type="password" id="target" placeholder="Ann">',
      { enablePrivacyForActionName: false },
      'Masked Element (mask_placeholder)',
    ],
    [
      'is nothing of a secret field where all is allowed',
      '<input autocomplete="cc-name" id="target" aria-label="Ann">',
      allow,
      'Masked Element (mask_placeholder)',
    ],
    [
      'is that of the label for a field',
      '<label for="target">City</label><input id="target">',
      allow,
      'City (standard_attribute)',
    ],
    [
      'is that of the elements that label it',
      '<i id="a">Delete</i><i id="b">draft</i><button id="target" aria-labelledby="b x a">×</button>',
      allow,
      'draft (standard_attribute)',
    ],
    [
      'is no label that is masked itself',
      '<i id="a" data-rum-privacy="mask">Ann</i><button id="target" aria-labelledby="a">Open</button>',
      allow,
      'Open (text_content)',
    ],
    [
      'is a label that is allowed itself',
      '<i id="a" data-rum-privacy="allow">Draft</i><button id="target" aria-labelledby="a">Ann</button>',
      {},
      'Draft (standard_attribute)',
    ],
    [
      'is masked where the slot is masked in which it is shown',
      '<div><template shadowrootmode="open"><p data-rum-privacy="mask"><slot></slot></p></template><button id="target">Ann</button></div>',
      allow,
      'Masked Element (mask_placeholder)',
    ],
    [
      'is the title of an SVG where that is allowed',
      '<button><svg id="target" width="20" height="20"><title>Chart</title><rect width="20" height="20"/></svg></button>',
      allow,
      'Chart (text_content)',
    ],
    [
      'is read where input alone is masked',
      '<button id="target">Buy</button>',
      { defaultPrivacyLevel: 'mask-user-input' },
      'Buy (text_content)',
    ],
    [
      'is masked where a node hides itself',
      '<div data-rum-privacy="hidden"><button id="target">Ann</button></div>',
      allow,
      'Masked Element (mask_placeholder)',
    ],
    [
      'goes by the nearest level',
      '<div data-rum-privacy="mask"><p data-rum-privacy="allow"><button id="target">Buy</button></p></div>',
      {},
      'Buy (text_content)',
    ],
    [
      'goes by the next level out where one is unknown',
      '<div data-rum-privacy="mask"><p data-rum-privacy="alow"><button id="target">Ann</button></p></div>',
      allow,
      'Masked Element (mask_placeholder)',
    ],
    [
      'leaves out what a node deep within masks',
      '<button id="target">Pay <i><b data-rum-privacy="mask">secret</b> now</i></button>',
      allow,
      'Pay now (text_content)',
    ],
    [
      'is that of the link around a picture',
      '<a href="#x">Home <img id="target" width="20" height="20" alt=""></a>',
      allow,
      'Home (text_content)',
    ],
    [
      'is that of the link within an SVG',
      '<svg width="90" height="20"><a href="#x"><text id="target" y="15">Chart</text></a></svg>',
      allow,
      'Chart (text_content)',
    ],
    [
      'is the alternative text of a picture',
      '<img id="target" width="20" height="20" alt="Logo">',
      allow,
      'Logo (standard_attribute)',
    ],
    [
      'is the title where nothing else is',
      '<div role="button" id="target" title="Menu" style="width: 20px; height: 20px"></div>',
      allow,
      'Menu (standard_attribute)',
    ],
    [
      'is the hint of a field',
      '<input id="target" placeholder="Search">',
      allow,
      'Search (standard_attribute)',
    ],
    ['is no value of a field', '<input id="target" value="secret">', allow, ' (blank)'],
    ['is no text of a text area', '<textarea id="target">secret</textarea>', allow, ' (blank)'],
    [
      'is no script',
      '<button id="target">Go<script>var a</script><style>b{}</style></button>',
      allow,
      'Go (text_content)',
    ],
    [
      'is in one line',
      '<button id="target">  Add\n\n  to   cart </button>',
      allow,
      'Add to cart (text_content)',
    ],
    [
      'is that of the label that was clicked',
      '<label id="target">Newsletter <input type="checkbox"></label>',
      allow,
      'Newsletter (text_content)',
    ],
    [
      'is blank where there is nothing to read',
      '<div id="target" style="width: 20px; height: 20px"></div>',
      allow,
      ' (blank)',
    ],
    [
      'is the nearest attribute',
      '<div data-rum-action-name="outer"><b data-rum-action-name="inner"><button id="target">x</button></b></div>',
      {},
      'inner (custom_attribute)',
    ],
    [
      'is no attribute that is empty',
      '<button id="target" data-rum-action-name=" ">Buy</button>',
      allow,
      'Buy (text_content)',
    ],
    [
      'is cut after 100 characters',
      `<button id="target">${'a'.repeat(150)}</button>`,
      allow,
      `${'a'.repeat(100)}... (text_content)`,
    ],
  ])('%s', async (_, html, options, name) => {
    expect(await nameOf(html, options)).toBe(name);
  });

  it('is not asked for when a script clicks', async () => {
    document.body.innerHTML = '<button id="target">x</button>';
    running = collect(actions());
    document.querySelector<HTMLElement>('#target')?.click();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(running.emitted).toEqual([]);
  });
});
