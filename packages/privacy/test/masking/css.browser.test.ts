import { describe, expect, it } from 'vitest';
import { createMasking } from '../../src/masking/masking.js';
import { target } from './page.js';

const masking = createMasking();
const mask = (css: string) => masking.maskCss(css, 'mask');
const inline = (css: string) =>
  masking.maskAttribute(target('<p id="t">'), { name: 'style', value: css }, 'mask');

const escaped = String.raw;

/** Wherever a style may hold a text. */
const SHEETS = {
  'a semicolon in a string': '#a::after{content:"Dear; Roe owes 500"}',
  'a brace in a string': '#a::after{content:"brace } Roe x"}',
  'a comment in a string': '#a::after{content:"/* Roe";color:red}/* */',
  'a string in a comment': '/* " */#a::after{content:"Roe"}/* Roe */',
  'a comment between property and value': 'a::after{content/*;*/:/*}*/"Roe"}',
  'a comment that does not end': 'a{color:red}/* Roe',
  'a string that does not end': 'a::after{content:"Roe',
  'a string that a line’s end breaks off': 'a::after{content:"Roe\n;color:red}',
  'a string over two lines': 'a::after{content:"a\\\nRoe"}',
  'a string that ends with an escape': 'a::after{content:"Roe\\',
  'letters as escapes': escaped`a::after{content:"\52 \6f\65"}`,
  'a property in escapes': escaped`a::after{c\6fntent:"Roe"}`,
  'a quotation mark in a name': escaped`a::after{content:\"Roe;color:\'Roe}`,
  'list-style': 'li{list-style:inside "Roe"}',
  'list-style-type': 'li{list-style-type:"Roe "}',
  'a counter style by its name': 'li{list-style-type:Roe}@counter-style Roe{symbols:"a"}',
  'what a counter style writes':
    '@counter-style a{system:cyclic;symbols:"Roe";prefix:"Roe";suffix:Roe}',
  'weights of a counter style':
    '@counter-style a{system:additive;additive-symbols:5 "Roe",1 "Roe"}',
  'symbols()': 'li{list-style:symbols(cyclic "Roe")}',
  'a counter':
    'a::after{content:counter(Roe) counters(Roe, "Roe", Roe) / "Roe"}a{counter-reset:Roe 3}',
  quotes: 'q{quotes:"Roe" "Roe"}',
  'marks of emphasis': 'a{text-emphasis:"Roe";-webkit-text-emphasis-style:"Roe"}',
  'what stands for what is cut off': 'a{text-overflow:"Roe" "Roe"}',
  hyphens: 'a{hyphenate-character:"Roe"}',
  'a custom property': ':root{--name:"Roe"}',
  'a custom property without quotation marks': ':root{--name:Roe;--other: Roe owes 500}',
  'a custom property of no ASCII': ':root{--nämé:"Roe";--名:Roe}',
  'a custom property in escapes': escaped`:root{--a\:b:Roe}`,
  'a custom property that looks like JSON': ':root{--json:{"Roe":["Roe",{a:Roe}]}}',
  'a custom property within a rule within a rule': 'a{b{&:hover{--x:Roe}}}',
  'a custom property that looks like a rule': 'a{--x:b{content:"Roe";Roe:Roe}}',
  'a unit': ':root{--x:500Roe}',
  'a hash': ':root{--x:#Roe}',
  'a function': ':root{--x:Roe(1) --Roe(1)}',
  'a function whose name has a line’s end': escaped`a::after{content:--\a x(Roe);font:--\a x(Roe)}`,
  'an at-keyword': ':root{--x:@Roe}',
  'a name': ':root{--x:--Roe}',
  'what stands for what is not set': 'a::after{content:var(--x, "Roe");color:var(--x, Roe)}',
  'what stands for an attribute': 'a::after{content:attr(title, "Roe") attr(x type(*), Roe)}',
  'the first value': '@property --x{syntax:"*";inherits:false;initial-value:Roe owes}',
  'a syntax': '@property --x{syntax:"Roe | <length>";inherits:false;initial-value:1px}',
  'areas of a grid':
    'a{grid-template-areas:"Roe Roe";grid-template:"Roe" 1fr / [Roe-start] 1fr}b{grid-area:Roe}',
  'the name of a font': 'a{font-family:"Roe",Roe;font:1em "Roe x", Roe x}',
  'a font': '@font-face{font-family:Roe;src:local("Roe"),local(Roe)}',
  'features of a font': 'a{font-feature-settings:"Roe1";font-variation-settings:"Roe1" 2}',
  'an animation':
    '@keyframes Roe{from{color:red}}@-webkit-keyframes "Roe"{}a{animation:Roe 1s;animation-name:"Roe"}',
  'layers and containers':
    '@layer Roe.Roe,a;@layer Roe{a{}}a{container:Roe / size}@container Roe (width>1px){}',
  'the name of a transition': 'a{view-transition-name:Roe}::view-transition-old(Roe){color:red}',
  'what is asked for': '@supports (content:"Roe") or (Roe:Roe){a{}}',
  'an address as a string': '@import "https://a.test/?q=Roe";@import url(/a?Roe) layer(Roe);',
  'a namespace': '@namespace Roe_ "Roe";@namespace "http://Roe/";'.replace('Roe_', 'r'),
  'the language of strings': 'a{-webkit-locale:"Roe"}',
  'pictures by their density': 'a{background:image-set("/a?Roe" 1x, "/b#Roe" 2x)}',
  'an address that is none': 'a{background:url(Roe owes "500")}',
  'an address in escapes': escaped`a{background:\75rl(/a?Roe)}`,
  'an address with more': 'a{background:url("/a?Roe" crossorigin(anonymous))}',
  'a part that is none': 'a{mask:url("#Roe owes 500")}',
  'the value of an attribute in a selector':
    '[data-user="Roe"],[title=Roe],[x|alt^="Roe" i]{color:red}',
  'what a selector has to contain': 'a:contains("Roe"){color:red}',
  'a property that is none': 'a{Roe:Roe;x-roe:1}',
  'an at-rule that is none': '@Roe Roe;@Roe{a{--x:Roe}}',
  'a value that is none': 'a{color:Roe;width:500Roe}',
  'what is no rule': 'Roe owes 500',
  'a path that is none': 'a{offset-path:path("Roe owes");--d:path("Roe")}',
  'a digit where a text is': 'a::after{content:"4155552671"}:root{--card:4111111111111111}',
  'what is left after a rule': 'a{color:red} --> Roe',
};

describe('of a style sheet no text leaves in', () => {
  it.each(Object.entries(SHEETS))('%s', (_, css) => {
    const masked = mask(css);
    expect(masked).not.toMatch(/roe|4155552671|411111111/i);
    expect(masked).not.toContain('\\52');
    expect(mask(masked)).toBe(masked);
  });

  it.each(Object.entries(SHEETS))('%s, as the browser writes it', (_, css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const written = Array.from(sheet.cssRules, ({ cssText }) => cssText);
    const replayed = new CSSStyleSheet();
    for (const rule of written.map(mask)) {
      expect(rule.replace(/:contains.*/, '')).not.toMatch(/roe|4155552671|411111111/i);
      replayed.insertRule(rule, replayed.cssRules.length);
    }
    // What was a rule still is one, and a second masking changes nothing.
    const again = Array.from(replayed.cssRules, ({ cssText }) => cssText);
    expect(again).toHaveLength(written.length);
    expect(again.map(mask)).toEqual(again);
  });
});

describe('of the style of an element no text leaves in', () => {
  it.each([
    '--label:"semi; Roe";--x:Roe',
    "list-style-type:'Roe'",
    'Roe:Roe;color:red',
    'Roe owes 500',
    'Roe owes{color:red}',
    'a{content:"Roe"}',
    'background:url(/Roe.png) Roe',
    'background:image-set("/Roe.png" 1x)',
    '@media Roe{a{--x:Roe}}',
    '}Roe{--x:Roe}',
    'font:1em Roe',
  ])('%s', (css) => {
    const masked = inline(css) ?? '';
    expect(masked).not.toMatch(/roe/i);
    expect(inline(masked)).toBe(masked);
  });
});

describe('of a value that is set no text leaves in', () => {
  it.each([
    ['content', '"Roe; owes" / "Roe"'],
    ['--label', '"set; Roe"'],
    ['--label', 'Roe } Roe'],
    ['list-style-type', '"Roe"'],
    ['LIST-STYLE-TYPE', 'Roe'],
    ['none-such', 'Roe'],
  ])('%s: %s', (property, value) => {
    expect(masking.maskDeclaration({ property, value }, 'mask')).not.toMatch(/roe/i);
    expect(masking.maskDeclaration({ property, value }, 'allow')).toBe(value);
    expect(masking.maskDeclaration({ property, value }, 'hidden')).toBe('');
  });
});

describe('a replay looks as the page did:', () => {
  it.each([
    'a{color:#f00;background:linear-gradient(to right, red 0%, rgb(0 0 0 / 50%) 100%) no-repeat center / cover}',
    'a{transform:translate(10px, 20%) rotate(3deg);transition:opacity .2s ease-in-out, transform 1s}',
    'a{width:calc(100% - 2 * var(--gap, 3px))!important;margin:-1px auto 0 1e3px}',
    'a{filter:url(#shadow) drop-shadow(0 0 2px #0003);clip-path:polygon(evenodd, 0 0, 50% 1px)}',
    'a{display:inline flex;grid-template-columns:repeat(auto-fill, minmax(10em, 1fr));place-items:center}',
    'a{font:italic bold .8em/1.2 "Segoe UI", Arial, -apple-system, sans-serif;font-feature-settings:"tnum" 1, "ss01"}',
    'a{animation-timing-function:steps(4, jump-end), cubic-bezier(0,0,.2,1);animation-duration:1s}',
    'a{color:color-mix(in oklch longer hue, red, blue 30%);scroll-snap-type:x mandatory;color-scheme:light dark}',
    'a{offset-path:path("M0 0L1 1z");list-style:square inside;white-space:pre-wrap;-webkit-line-clamp:3}',
    ':root{--blue:#0d6efd;--gap:1.5rem;--shadow:0 0 0 1px var(--c), inset 0 1px red;--off: ;--on:initial}',
    ':root{--ease:cubic-bezier(.4,0,.2,1);--d:flex;--t:opacity 1s ease-in;--g:linear-gradient(in oklch to left,red,blue)}',
    ':root{--rgb:13, 110, 253;--hsl:210 40% 98%;--size:calc(1px * 3);--cursor:pointer;--w:700;--pos:absolute}',
    ':root{--font-sans:ui-sans-serif, system-ui, "Segoe UI", sans-serif}',
    escaped`.fa::before{content:"\e001"}.b::before{content:'\201C' / ""}.c::after{content:"›"}.d::after{content:", "}`,
    'a::after{content:attr(data-label) counter(x) open-quote;content:""}q{quotes:"«" "»"}',
    '@font-face{font-family:Arial;src:url("/a.woff") format("woff2"),url("/b.woff") format(woff);font-display:swap;unicode-range:U+25-FF, u+4??}',
    '@property --x{syntax:"<length> | <color>+";inherits:false;initial-value:1px}',
    '@counter-style x{system:cyclic;symbols:"→" "•";suffix:" "}',
    '@media (min-width: 600px) and (hover:hover){a:hover{color:red}}',
    '@media screen,print and (prefers-color-scheme:dark){.a{}}@container (min-width:1px){.b{}}',
    'a>b~c+d:not(.x,#y)::part(z):nth-child(2n + 1),[type=text],[class*="btn"],[aria-expanded="true"],[disabled]{color:red}',
    '.w-1\\/2:hover,.sm\\:flex{color:red}svg|a{color:red}@namespace svg "http://www.w3.org/2000/svg";',
    'a{&:hover{color:red}.b &{color:blue}@media print{color:black}}',
    '<!-- a{color:red} -->',
  ])('%s', (css) => expect(mask(css)).toBe(css));

  it('names of the author’s are renamed, and still belong together', () => {
    const masked = mask(
      '@font-face{font-family:"Own Face"}a{font-family:"Own Face";animation:spin 1s infinite}@keyframes spin{}' +
        'b{grid-template-areas:"nav main" "nav .";grid-area:main;grid-column-start:main-end;--font:"Own Face"}',
    );
    const [face] = /x[\da-f]{4} x[\da-f]{4}/.exec(masked) ?? [];
    expect(masked.split(`"${face}"`)).toHaveLength(4);
    const [spin] = /(?<=animation:)\S+/.exec(masked) ?? [];
    expect(masked).toContain(`@keyframes ${spin}{`);
    const [, nav, main] = /areas:"(\S+) (\S+)"/.exec(masked) ?? [];
    expect(masked).toContain(`"${nav} ${main}" "${nav} ."`);
    expect(masked).toContain(`grid-area:${main};grid-column-start:${main}-end`);
    expect(nav).not.toBe(main);
    expect(masking.maskFont('Own Face', 'mask')).toBe(face);
    expect(masking.maskFont('Own Face', 'allow')).toBe('Own Face');
  });

  it('a rule matches no masked attribute that it did not match', () => {
    const [, selector = ''] =
      /^(.*)\{/.exec(mask('[data-state="open"],[title*=e]{color:red}')) ?? [];
    const masked = masking.maskAttribute(document.body, { name: 'title', value: 'some' }, 'mask');
    const element = target(`<p id="t" data-state="${masked}" title="${masked}">`);
    expect(element.matches(selector)).toBe(false);
  });

  it('what the browser supports is answered as it was', () => {
    expect(mask('@supports (display:grid){}')).toBe('@supports (color:red) {}');
    expect(mask('@supports (display:Roe){}')).toBe('@supports not (color:red) {}');
  });

  it('the recorder’s marks between texts stay, other comments go', () => {
    expect(mask('a{}/* rr_split */b/* Roe */{}')).toBe('a{}/* rr_split */b/**/{}');
  });
});

it('where texts may be read only addresses are scrubbed', () => {
  const css = 'a::after{content:"Roe; }";--x:Roe}[title="Roe"]{background:url("/a")}';
  expect(masking.maskCss(css.replace('/a', '/a?b'), 'allow')).toBe(css);
  expect(masking.maskCss('@import "/a?b" screen;a{b:image-set("/c?d" 1x)}', 'allow')).toBe(
    '@import "/a" screen;a{b:image-set("/c" 1x)}',
  );
});

it.each([
  ['', true],
  ['a{color:red}', true],
  ['@media print{a{', true],
  ['a{color:red;/* } */', true],
  ['a{color:red', false],
  ['a{color:red}/* ', false],
  ['a::after{content:"', false],
  ['a::after{content:"}', false],
  ['a{--x:{b}', false],
  ['a', false],
])('what may follow %s as if it stood alone is known', (css, isWhole) => {
  expect(masking.isWholeCss(css)).toBe(isWhole);
});
