import { describe, expect, it } from 'vitest';
import { createMasking } from '../../src/masking/masking.js';
import { LEVELS, target } from './page.js';

const masking = createMasking({ privacyAllowlist: ['Menu'] });

function atEachLevel(html: string, [name, value]: readonly [string, string]) {
  const element = target(html);
  return LEVELS.map((level) => masking.maskAttribute(element, { name, value }, level));
}

/** What leaves where content may be read, and where it may not. */
const content = (shown: string | null, masked: string | null) => [
  shown,
  shown,
  masked,
  masked,
  masked,
  null,
];

const URL = 'https://a.test/ann.png?token=1';
const NO_PICTURE = expect.stringMatching(/^data:image\/gif;base64,/);

describe('an attribute leaves as its level says:', () => {
  it.each([
    ['alternative text', '<img id="t">', ['alt', 'Ann'], content('Ann', 'xxxxx')],
    ['title', '<p id="t">', ['title', 'Ann'], content('Ann', 'xxxxx')],
    ['title, whatever its case', '<p id="t">', ['TITLE', 'Ann'], content('Ann', 'xxxxx')],
    [
      'an allowlisted title',
      '<p id="t">',
      ['title', 'menu'],
      ['menu', 'menu', 'menu', 'xxxxx', 'xxxxx', null],
    ],
    ['hint', '<input id="t">', ['placeholder', 'Ann'], content('Ann', 'xxxxx')],
    ['label', '<p id="t">', ['aria-label', 'Ann'], content('Ann', 'xxxxx')],
    ['description', '<p id="t">', ['aria-description', 'Ann'], content('Ann', 'xxxxx')],
    ['value in words', '<p id="t">', ['aria-valuetext', 'Ann'], content('Ann', 'xxxxx')],
    ['label of a group', '<optgroup id="t">', ['label', 'Ann'], content('Ann', 'xxxxx')],
    ['meta data', '<meta id="t">', ['content', 'Ann'], content('Ann', 'xxxxx')],
    ['value of a list item', '<li id="t">', ['value', 'Ann'], content('Ann', 'xxxxx')],
    [
      'value on a button',
      '<input id="t" type="button">',
      ['value', 'Ann'],
      content('Ann', 'xxxxx'),
    ],
    [
      'value of a field',
      '<input id="t">',
      ['value', 'Ann'],
      ['Ann', '***', '***', '***', '***', null],
    ],
    [
      'value of an option',
      '<select><option id="t">',
      ['value', 'Ann'],
      ['Ann', '***', '***', '***', '***', null],
    ],
    ['data', '<p id="t">', ['data-user', 'ann@a.test'], content('<email>', 'xxxxxxxxxxxx')],
    ['data on an SVG', '<svg id="t">', ['data-user', 'Ann'], content('Ann', 'xxxxx')],
    ['one of a custom element', '<x-user id="t">', ['user', 'Ann'], content('Ann', 'xxxxx')],
    ['link', '<a id="t">', ['href', URL], content('https://a.test/ann.png', '#')],
    ['link within the page', '<a id="t">', ['href', '#ann'], content('#ann', '#')],
    [
      'link in an SVG',
      '<svg><a id="t">',
      ['xlink:href', URL],
      content('https://a.test/ann.png', '#'),
    ],
    ['picture', '<img id="t">', ['src', URL], content('https://a.test/ann.png', NO_PICTURE)],
    [
      'picture in the page',
      '<img id="t">',
      ['src', 'data:image/png;base64,AA'],
      content('data:image/png;base64,AA', NO_PICTURE),
    ],
    [
      'picture of an SVG',
      '<svg><image id="t">',
      ['href', URL],
      content('https://a.test/ann.png', NO_PICTURE),
    ],
    ['part of an SVG', '<svg><use id="t">', ['href', '#icon'], content('#icon', '#icon')],
    [
      'pictures by size',
      '<img id="t">',
      ['srcset', `${URL} 1x,  /b.png?x 2x`],
      content('https://a.test/ann.png 1x, /b.png 2x', null),
    ],
    ['film', '<video id="t">', ['src', URL], content('https://a.test/ann.png', null)],
    ['poster', '<video id="t">', ['poster', URL], content('https://a.test/ann.png', null)],
    ['frame', '<iframe id="t">', ['src', URL], content('https://a.test/ann.png', null)],
    ['form', '<form id="t">', ['action', URL], content('https://a.test/ann.png', null)],
    [
      'button of a form',
      '<button id="t">',
      ['formaction', URL],
      content('https://a.test/ann.png', null),
    ],
    ['object', '<object id="t">', ['data', URL], content('https://a.test/ann.png', null)],
    ['code in a link', '<a id="t">', ['href', 'javascript:ann()'], content('javascript:', '#')],
    ['address in a link', '<a id="t">', ['href', 'mailto:ann@a.test'], content('mailto:', '#')],
    [
      'style',
      '<p id="t">',
      ['style', `color:red;background:url(${URL})`],
      content('color:red;background:url("https://a.test/ann.png")', 'color:red;background:none'),
    ],
    [
      'text in a style',
      '<p id="t">',
      ['style', '--name:"Ann"'],
      content('--name:"Ann"', '--name:"xxxxx"'),
    ],
    [
      'style sheet',
      '<link id="t" rel="stylesheet">',
      ['href', '/a.css?v=1'],
      content('/a.css', '/a.css'),
    ],
    ['class', '<p id="t">', ['class', 'a b'], content('a b', 'a b')],
    ['secret as a class', '<p id="t">', ['class', 'ann@a.test'], content('<email>', '<email>')],
    ['shape', '<svg><path id="t">', ['d', 'M0 0L1 1'], content('M0 0L1 1', 'M0 0L1 1')],
    ['state of a menu', '<p id="t">', ['aria-expanded', 'true'], content('true', 'true')],
    ['reference', '<p id="t">', ['aria-labelledby', 'x'], content('x', 'x')],
    ['handler', '<p id="t">', ['onclick', 'ann()'], content(null, null)],
    ['document of a frame', '<iframe id="t">', ['srcdoc', 'Ann'], content(null, null)],
  ] as const)('%s', (_, html, attribute, expected) => {
    expect(atEachLevel(html, attribute)).toEqual(expected);
  });

  it('the level itself', () => {
    const given = ['data-rum-privacy', 'hidden'] as const;
    expect(atEachLevel('<p id="t">', given)).toEqual(LEVELS.map(() => 'hidden'));
  });
});

describe('style sheets', () => {
  it.each([
    ['pictures are scrubbed', 'p{background:url("/a.png?u=1")}', 'p{background:url("/a.png")}'],
    ['parts of the page stay', 'p{clip-path:url(#c)}', 'p{clip-path:url(#c)}'],
    [
      'pictures within become nothing',
      'p{background:url(data:image/png;base64,AA)}',
      'p{background:url("data:image/png")}',
    ],
    [
      'an address that does not end is no more than one',
      'p{background:url("/a?b',
      'p{background:url("/a")',
    ],
    [
      'quotation marks within are part of the text',
      String.raw`p{content:"a\"b" attr(x)}`,
      'p{content:"xxxxx" attr(x)}',
    ],
    [
      'symbols stay',
      String.raw`p{content:"\e901"}q{content:'›'}`,
      String.raw`p{content:"\e901"}q{content:'›'}`,
    ],
    ['names of fonts stay', 'p{font:1em "Open Sans"}', 'p{font:1em "Open Sans"}'],
    ['texts of properties are masked', ':root{--user-name: "Ann"}', ':root{--user-name: "xxxxx"}'],
  ])('%s', (_, css, masked) => {
    expect(masking.maskCss(css, 'mask')).toBe(masked);
  });

  it('leave with their texts where these may be read', () => {
    expect(masking.maskCss('p{content:"Ann";src:url(data:image/png;base64,AA)}', 'allow')).toBe(
      'p{content:"Ann";src:url("data:image/png;base64,AA")}',
    );
    expect(masking.maskCss('p{}', 'hidden')).toBe('');
  });
});
