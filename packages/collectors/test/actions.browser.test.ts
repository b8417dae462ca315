import { collect, eventually } from '@firsthand/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { actions } from '../src/actions.js';

let running: ReturnType<typeof collect>;
afterEach(() => running.stop());

/** Clicks `#target` of a page and answers how the action was named. */
async function nameOf(html: string, options = {}) {
  document.body.innerHTML = html;
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
      'is cut after 100 characters',
      `<button id="target">${'a'.repeat(150)}</button>`,
      allow,
      `${'a'.repeat(100)}… (text_content)`,
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
