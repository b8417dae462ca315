import { describe, expect, it } from 'vitest';
import { createPrivacyLevels, type PrivacyLevelOptions } from '../../src/masking/privacy-levels.js';
import { target } from './page.js';

const LEVELS = ['allow', 'mask-user-input', 'mask-unless-allowlisted', 'mask', 'ignore', 'hidden'];
const allow: PrivacyLevelOptions = { defaultPrivacyLevel: 'allow' };

function levelIn(html: string, options: PrivacyLevelOptions = allow) {
  return createPrivacyLevels(options)(target(html));
}

describe('the level in force', () => {
  it.each([
    ['is mask where nothing says otherwise', '<p id="t">', {}, 'mask'],
    ['is the default that is given', '<p id="t">', allow, 'allow'],
    ['is mask where the default is none', '<p id="t">', { defaultPrivacyLevel: 'Allow' }, 'mask'],
    ['is that of the nearest mark', mark('mask', mark('allow', '<p id="t">')), {}, 'allow'],
    ['may be stricter within', mark('allow', mark('mask', '<p id="t">')), {}, 'mask'],
    ['stays hidden within hidden', mark('hidden', mark('allow', '<p id="t">')), allow, 'hidden'],
    ['is mask at a mark that is none', mark('alow', '<p id="t">'), allow, 'mask'],
    ['is mask at an empty mark', mark('', '<p id="t">'), allow, 'mask'],
    ['is mask at a mark of another case', mark('ALLOW', '<p id="t">'), allow, 'mask'],
    [
      'stays stricter at a mark that is none',
      mark('ignore', mark('alow', '<p id="t">')),
      allow,
      'ignore',
    ],
    [
      'may be undone at a mark within that one',
      mark('alow', mark('allow', '<p id="t">')),
      {},
      'allow',
    ],
    [
      'is that of a selector',
      '<p id="t" class="x">',
      { privacySelectors: { allow: ['.y', '.x'] } },
      'allow',
    ],
    [
      'is that of an ancestor’s selector',
      '<div class="x"><p id="t">',
      { ...allow, privacySelectors: { hidden: ['.x'] } },
      'hidden',
    ],
    [
      'is the stricter of two selectors',
      '<p id="t">',
      { privacySelectors: { 'mask-user-input': ['p'], allow: ['#t'] } },
      'mask-user-input',
    ],
    [
      'is the stricter of selector and mark',
      `<p id="t" data-rum-privacy="allow">`,
      { privacySelectors: { ignore: ['p'] } },
      'ignore',
    ],
    [
      'is mask for a selector of a level that is none',
      '<p id="t">',
      { ...allow, privacySelectors: { none: ['p'] } },
      'mask',
    ],
    [
      'is the default where no selector is given',
      '<p id="t">',
      { ...allow, privacySelectors: { mask: [] } },
      'allow',
    ],
    ['comes into a shadow root', mark('hidden', shadow('<p id="t">')), allow, 'hidden'],
    [
      'comes into a shadow root within another',
      mark('ignore', shadow(shadow('<p id="t">'))),
      allow,
      'ignore',
    ],
    [
      'may be undone in a shadow root',
      mark('mask', shadow(mark('allow', '<p id="t">'))),
      {},
      'allow',
    ],
    ['does not leave a shadow root', shadow(mark('hidden', 'x'), '<p id="t">'), allow, 'allow'],
    [
      'is that around the slot, if stricter',
      shadow(mark('mask', '<slot></slot>'), '<p id="t">'),
      allow,
      'mask',
    ],
    [
      'is hidden where the slot is',
      shadow(mark('hidden', '<slot></slot>'), mark('allow', '<p id="t">')),
      allow,
      'hidden',
    ],
    [
      'is that of the page, if stricter than the slot’s',
      mark('mask', shadow(mark('allow', '<slot></slot>'), '<p id="t">')),
      allow,
      'mask',
    ],
    [
      'is the node’s own, whatever is around the slot',
      shadow(mark('mask', '<slot></slot>'), mark('allow', '<p id="t">')),
      allow,
      'allow',
    ],
    [
      'is that around the slot of that name',
      shadow(`${mark('hidden', '<slot name="a"></slot>')}<slot></slot>`, '<p id="t">'),
      allow,
      'allow',
    ],
    [
      'is that of the slot where it shows its own content',
      shadow(mark('mask', '<slot><p id="t"></p></slot>')),
      allow,
      'mask',
    ],
    [
      'comes through slots in slots',
      shadow(mark('ignore', '<slot></slot>'), shadow('<slot></slot>', '<p id="t">')),
      allow,
      'ignore',
    ],
    ['comes into SVG', mark('mask', '<svg><g><text id="t">x</text></g></svg>'), allow, 'mask'],
    [
      'may be set within SVG',
      '<svg><g data-rum-privacy="mask"><text id="t">x</text></g></svg>',
      allow,
      'mask',
    ],
  ] as [string, string, PrivacyLevelOptions, string][])('%s', (_, html, options, level) => {
    expect(levelIn(html, options)).toBe(level);
  });

  it.each(LEVELS)('is %s at a node marked so', (level) => {
    expect(levelIn(`<p id="t" data-rum-privacy="${level}">`, {})).toBe(level);
  });

  it('is found for texts and for texts right in a shadow root', () => {
    const levelOf = createPrivacyLevels(allow);
    const host = target('<div id="t" data-rum-privacy="mask">light</div>');
    const root = host.attachShadow({ mode: 'open' });
    root.append('shadow');
    expect([host, root].map(({ firstChild }) => firstChild && levelOf(firstChild))).toEqual([
      'mask',
      'mask',
    ]);
  });

  it('comes into a closed shadow root', () => {
    const host = target('<div id="t" data-rum-privacy="hidden"></div>');
    const inner = document.createElement('p');
    host.attachShadow({ mode: 'closed' }).append(inner);
    expect(createPrivacyLevels(allow)(inner)).toBe('hidden');
  });

  it('comes into a frame of the same origin', () => {
    const frame = target('<iframe id="t" data-rum-privacy="mask"></iframe>') as HTMLIFrameElement;
    const inner = frame.contentDocument?.body;
    expect(inner && createPrivacyLevels(allow)(inner)).toBe('mask');
  });

  it('changes with the page', () => {
    const levelOf = createPrivacyLevels({ ...allow, privacySelectors: { hidden: ['.x'] } });
    const element = target('<div><p id="t">');
    element.parentElement?.setAttribute('data-rum-privacy', 'mask');
    expect(levelOf(element)).toBe('mask');
    element.classList.add('x');
    expect(levelOf(element)).toBe('hidden');
  });

  it('is looked up once for each node of a pass, however deep slots are nested', () => {
    let html = '<p id="t">';
    for (let depth = 0; depth < 40; depth += 1) html = shadow('<div><slot></slot></div>', html);
    const known = new Map();
    expect(createPrivacyLevels(allow)(target(html), known)).toBe('allow');
    // Each level of nesting has a host, a shadow root, an element and a slot.
    expect(known.size).toBeLessThan(40 * 4 + 10);
  });

  it('is refused at once where a selector is none', () => {
    expect(() => createPrivacyLevels({ privacySelectors: { mask: ['.ok', '['] } })).toThrow(
      DOMException,
    );
  });
});

function mark(level: string, inner: string): string {
  return `<div data-rum-privacy="${level}">${inner}</div>`;
}

function shadow(inside: string, light = ''): string {
  return `<div><template shadowrootmode="open">${inside}</template>${light}</div>`;
}
