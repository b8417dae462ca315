import { describe, expect, it } from 'vitest';
import { createMasking } from '../../src/masking/masking.js';
import { target } from './page.js';

const masking = createMasking();
const masked = (html: string, name: string, value: string) =>
  masking.maskAttribute(target(html), { name, value }, 'mask');

const SVG = '<svg><circle id="t">';
const SMIL = '<svg><circle><animate id="t" attributeName="href">';
const MATH = '<math><mo id="t">';

describe('no text leaves in an attribute', () => {
  it.each(
    [
      'title,alt,label,desc,tooltip,systemLanguage,glyph-name,unicode,font-family,style,version,xml:lang,xml:base',
      'xlink:title,xlink:role,xlink:arcrole,inkscape:label,sodipodi:docname,data-user,aria-label,aria-roe,role-of',
      'name,for,list,type,target,d,points,viewBox,fill,stroke,transform,x,cx,r,width,height,offset,orient,result,in,type-of,requiredExtensions',
      'dur,begin,end,values,from,to,by,attributeName,keyTimes,repeatCount,content,name-of,onclick,href,xlink:href',
      'hidden,disabled,open,tabindex,min,max,color,bgcolor,face,xmlns:roe,preserveAspectRatio,clip-path,mask,filter',
    ].flatMap((names) => names.split(',').map((name) => [name])),
  )('%s of SVG', (name) => {
    for (const value of [
      'Roe owes 500',
      'Roe',
      '"Roe"',
      'url("Roe")',
      'M0 0Roe',
      '10 Roe',
      '#Roe owes',
    ]) {
      // An id is one, also of an element that is not there; so is what may be a list of them.
      if (/^(?:id|class)$/.test(name)) continue;
      expect(masked(SVG, name, value) ?? '').not.toMatch(/roe/i);
    }
  });

  it.each(
    'alttext,href,actiontype,encoding,lquote,rquote,open,close,separators,mathvariant,title,form,lspace,mathcolor,linethickness,columnalign,stretchy,notation,src,altimg'
      .split(',')
      .map((name) => [name]),
  )('%s of MathML', (name) => {
    for (const value of ['Roe owes 500', '"Roe"']) {
      expect(masked(MATH, name, value) ?? '').not.toMatch(/roe/i);
    }
  });

  it.each(['values', 'from', 'to', 'by'])('%s of an animation', (name) => {
    for (const value of [
      'Roe',
      'Roe;owes',
      '/a?Roe;#b',
      'red;Roe',
      'javascript:Roe',
      '#Roe owes',
    ]) {
      for (const what of ['href', 'xlink:href', 'fill', 'd', 'class', 'title', 'Roe']) {
        const html = SMIL.replace('href', what);
        expect(masked(html, name, value) ?? '').not.toMatch(/roe/i);
      }
    }
  });

  it.each([
    ['begin', 'Roe owes'],
    ['begin', '0s;Roe'],
    ['end', 'accessKey(Roe)'],
    ['begin', 'wallclock(Roe)'],
    ['attributeName', 'Roe'],
    ['href', '/roe'],
  ])('%s="%s" of an animation', (name, value) => {
    expect(masked(SMIL, name, value) ?? '').not.toMatch(/roe/i);
  });

  it.each([
    ['<p id="t">', 'aria-roe', 'Roe'],
    ['<p id="t">', 'aria-colindextext', 'Roe'],
    ['<p id="t">', 'aria-keyshortcuts', 'Roe'],
    ['<p id="t">', 'hidden', 'Roe'],
    ['<input id="t">', 'disabled', 'Roe owes'],
    ['<input id="t">', 'max', 'Roe'],
    ['<input id="t">', 'name', 'Roe owes 500'],
    ['<table><tr><td id="t">', 'abbr', 'Roe'],
    ['<table id="t">', 'summary', 'Roe'],
    ['<table><tr><td id="t">', 'bgcolor', 'Roe'],
    ['<font id="t">', 'face', 'Roe'],
    ['<font id="t">', 'color', 'Roe'],
    ['<a id="t">', 'download', 'Roe'],
    ['<time id="t">', 'datetime', '1963-11-22 Roe'],
    ['<track id="t">', 'label', 'Roe'],
    ['<p id="t">', 'itemid', 'Roe'],
    ['<p id="t">', 'xmlns:a', 'Roe'],
    ['<p id="t">', 'content', 'Roe'],
    ['<img id="t">', 'width', 'Roe'],
  ])('%s %s', (html, name, value) => {
    expect(masked(html, name, value) ?? '').not.toMatch(/roe/i);
  });
});

describe('a replay looks as the page did:', () => {
  it.each([
    ['d', 'M10 10h-5.5l1e-3,2z m.5.5A1 1 0 01 2-3Z'],
    ['points', '0,0 10.5,20 -3 4'],
    ['viewBox', '0 0 24 24'],
    ['preserveAspectRatio', 'xMidYMid slice'],
    ['transform', 'translate(10 20) rotate(-45, 1, 2) matrix(1 0 0 1 0 0)'],
    ['gradientTransform', 'scale(.5) skewX(3)'],
    ['gradientUnits', 'userSpaceOnUse'],
    ['offset', '50%'],
    ['stop-color', '#ff8800'],
    ['fill', 'url(#gradient-1)'],
    ['fill', 'currentColor'],
    ['fill', 'none'],
    ['fill', 'rgb(0, 10, 20)'],
    ['stroke', 'rebeccapurple'],
    ['stroke-width', '2px'],
    ['stroke-dasharray', '4 2, 1'],
    ['stroke-linecap', 'round'],
    ['clip-path', 'url(#clip)'],
    ['mask', 'url("#mask")'],
    ['filter', 'url(#blur)'],
    ['marker-end', 'url(#arrow)'],
    ['fill-rule', 'evenodd'],
    ['text-anchor', 'middle'],
    ['dominant-baseline', 'central'],
    ['font-family', 'sans-serif'],
    ['font-size', '12'],
    ['x', '10'],
    ['cx', '50%'],
    ['dx', '1 2 3'],
    ['rotate', 'auto'],
    ['orient', 'auto-start-reverse'],
    ['width', '20'],
    ['height', '100%'],
    ['stdDeviation', '2 3'],
    ['in', 'SourceGraphic'],
    ['values', '1 0 0 0 0 0 1 0 0 0'],
    ['type', 'matrix'],
    ['operator', 'over'],
    ['lengthAdjust', 'spacingAndGlyphs'],
    ['xml:space', 'preserve'],
    ['xmlns:xlink', 'http://www.w3.org/1999/xlink'],
    ['class', 'a b'],
    ['id', 'gradient-1'],
    ['role', 'img'],
    ['aria-hidden', 'true'],
    ['tabindex', '-1'],
  ])('%s="%s" of SVG', (name, value) => expect(masked(SVG, name, value)).toBe(value));

  it.each([
    ['d', 'values', 'M0 0L1 1;M0 0L2 2'],
    ['fill', 'values', 'red;#0f0;rgb(0,0,255)'],
    ['opacity', 'from', '0.5'],
    ['transform', 'to', '360 12 12'],
    ['cx', 'by', '10px'],
    ['href', 'values', '#a;#b'],
    ['opacity', 'begin', '0s;a.end+1s;click;2.5s'],
    ['opacity', 'begin', 'indefinite'],
    ['opacity', 'end', 'b.begin - 0.5s'],
    ['opacity', 'dur', '1.5s'],
    ['opacity', 'dur', 'indefinite'],
    ['opacity', 'repeatCount', 'indefinite'],
    ['opacity', 'keyTimes', '0;.5;1'],
    ['opacity', 'keySplines', '.4 0 .2 1; .4 0 .2 1'],
    ['opacity', 'calcMode', 'spline'],
    ['opacity', 'fill', 'freeze'],
    ['opacity', 'attributeName', 'stroke-dashoffset'],
    ['opacity', 'attributeName', 'viewBox'],
    ['opacity', 'href', '#circle'],
    ['opacity', 'type', 'rotate'],
  ])('animation of %s: %s="%s"', (what, name, value) => {
    expect(masked(SMIL.replace('href', what), name, value)).toBe(value);
  });

  it.each([
    ['display', 'block'],
    ['mathvariant', 'normal'],
    ['mathsize', '1.5em'],
    ['mathcolor', '#00f'],
    ['stretchy', 'true'],
    ['lspace', '.2em'],
    ['columnalign', 'left center'],
    ['form', 'prefix'],
  ])('%s="%s" of MathML', (name, value) => expect(masked(MATH, name, value)).toBe(value));

  it.each([
    ['<input id="t">', 'max', '2026-11-29T05:43'],
    ['<input id="t">', 'step', 'any'],
    ['<input id="t">', 'disabled', ''],
    ['<input id="t">', 'required', 'required'],
    ['<img id="t">', 'width', '100%'],
    ['<img id="t">', 'sizes', '(max-width: 600px) 480px, 800px'],
    ['<table><tr><td id="t">', 'bgcolor', '#f0f0f0'],
    ['<table><tr><td id="t">', 'colspan', '2'],
    ['<p id="t">', 'aria-describedby', 'a b'],
    ['<p id="t">', 'hidden', 'until-found'],
    ['<input id="t">', 'name', 'first-name'],
    ['<p id="t">', 'part', 'a b'],
  ])('%s %s="%s"', (html, name, value) => expect(masked(html, name, value)).toBe(value));
});

it.each(['title', 'tooltip', 'xlink:title', 'inkscape:label'])(
  'numbers are texts in %s',
  (name) => {
    expect(masked(SVG, name, '4155552671')).toBe('xxxxxxxxxxxx');
    expect(masked(SMIL.replace('href', name), 'to', '4155552671')).toBe('xxxxxxxxxxxx');
  },
);

it('names of filters are renamed, and still belong together', () => {
  expect(masked(SVG, 'in', 'roe')).toBe(masked(SVG, 'result', 'roe'));
});

it('where texts may be read attributes of SVG leave as they are', () => {
  const element = target(SVG);
  for (const [name, value] of [
    ['title', 'Roe'],
    ['d', 'M0 415 555 2671'],
    ['tooltip', 'Roe owes'],
  ] as const) {
    expect(masking.maskAttribute(element, { name, value }, 'allow')).toBe(value);
  }
});

it.each(['M0 0', '0 0 ', '1,'])('the time to mask a path of many “%s” grows as it does', (unit) => {
  const start = performance.now();
  masked(SVG, 'd', `${unit.repeat(200_000)}Roe`);
  masked(SVG, 'title', unit.repeat(200_000));
  masked(SMIL, 'values', `${unit};`.repeat(100_000));
  masked(SMIL, 'begin', `${'a.end+1s;'.repeat(100_000)}Roe`);
  masked(SMIL, 'begin', `a.end${' '.repeat(200_000)}Roe`);
  expect(performance.now() - start).toBeLessThan(5_000);
});
