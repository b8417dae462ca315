import { attributeOf } from '@firsthand/core';
import { isPath } from './css-text.js';
import type { CssMask } from './mask-css.js';

/** https://svgwg.org/svg2-draft/attindex.html, https://drafts.fxtf.org/filter-effects/, those that are no properties. */
const GEOMETRY =
  /^(?:d|path|viewbox|preserveaspectratio|[xy][12]|d[xy]|f[xyr]|offset|pathlength|startoffset|textlength|lengthadjust|method|spacing|side|rotate|orient|ref[xy]|marker(?:width|height|units)|(?:gradient|pattern|mask|clippath|filter|primitive)units|(?:mask|pattern)contentunits|(?:gradient|pattern)?transform|spreadmethod|points|points?at[xyz]|version|zoomandpan|(?:base)?profile|stddeviation|operator|type|k[1-4]|mode|tablevalues|slope|intercept|amplitude|exponent|azimuth|elevation|surfacescale|(?:diffuse|specular)constant|specularexponent|limitingconeangle|kernelmatrix|kernelunitlength|order|bias|divisor|edgemode|preservealpha|target[xy]|radius|scale|basefrequency|numoctaves|seed|stitchtiles|[xy]channelselector)$/;
/** https://svgwg.org/specs/animations/ */
const TIMING =
  /^(?:dur|repeatcount|repeatdur|calcmode|keytimes|keysplines|keypoints|additive|accumulate|restart|min|max|fill|attributetype)$/;
/** https://w3c.github.io/mathml-core/#attributes-common-to-html-and-mathml-elements and those of tables and operators */
const MATH =
  /^(?:mathvariant|mathsize|mathcolor|mathbackground|displaystyle|scriptlevel|display|[lr]space|stretchy|symmetric|(?:max|min)size|largeop|movablelimits|accent(?:under)?|linethickness|depth|voffset|fence|separator|form|(?:column|row)(?:align|spacing|lines|span)|frame(?:spacing)?)$/;
/** Whole values that are keywords, but not of CSS. */
const KEYWORD =
  /^(?:none|x(?:min|mid|max)y(?:min|mid|max)(?:\s+(?:meet|slice))?|userspaceonuse|objectboundingbox|strokewidth|pad|reflect|repeat|spacing(?:andglyphs)?|align|stretch|exact|auto(?:-start-reverse|-reverse)?|duplicate|wrap|in|out|over|atop|xor|lighter|arithmetic|erode|dilate|(?:no)?stitch|[rgba]|indefinite|media|freeze|remove|discrete|linear|paced|spline|replace|sum|always|whennotactive|never|css|xml|disable|magnify|double-struck|bold-italic|(?:bold-)?(?:script|fraktur|sans-serif)|prefix|infix|postfix|full|tiny|basic|(?:source|background)(?:graphic|image|alpha)|(?:fill|stroke)paint|matrix|saturate|huerotate|luminancetoalpha|fractalnoise|turbulence|identity|table|gamma|skew[xy]|text\/css)$/i;
const REFERENCE = /^(?:in2?|result)$/;
/** https://svgwg.org/specs/animations/#BeginValueListSyntax, without spaces */
const MOMENT =
  /^(?:(?:[\w-]+\.)?(?:begin|end|(?:dbl)?click|(?:mouse|pointer)(?:down|up|over|out|move|enter|leave)|focus(?:in|out)?|blur|load|repeat(?:\(\d+\))?|touch(?:start|end))(?![\w(])|indefinite)?(?:[+-]?[\d:.]+(?:h|min|m?s)?)?$/;
/** Of what stays of any element, what elements of drawings have. */
export const KEPT_OF_DRAWINGS =
  /^(?:class|id|role|media|lang|part|slot|width|height|tabindex|xml.+|aria-.+|crossorigin)$/;
/** A part of the page, by its id. */
export const PLAIN_ANCHOR = /^#[\w:.\u0080-\uffff-]*$/;

export interface Drawn {
  element: Element;
  /** In lower case. */
  name: string;
  value: string;
}

/** Makes a function that masks what an attribute of SVG or MathML draws; `undefined`: it is none of these. */
export function createDrawingMask({ words, value: maskValue }: CssMask) {
  const css = (name: string, value: string) =>
    KEYWORD.test(value.trim()) ? value : maskValue(name, value, { shows: false, isInline: true });
  const shape = (name: string, value: string): string | undefined => {
    if (REFERENCE.test(name)) return KEYWORD.test(value) ? value : words.rename(value);
    const isDrawn = GEOMETRY.test(name) || TIMING.test(name) || MATH.test(name);
    if (!isDrawn && !words.isProperty(name)) return undefined;
    return isPath(value) ? value : css(name, value);
  };
  /** What an animation gives to an attribute one after the other, or to none that is known. */
  const steps = (animation: Element, value: string) => {
    const name = (attributeOf(animation, 'attributeName') ?? '').toLowerCase();
    return value
      .split(';')
      .map((step) => {
        if (/^(?:xlink:)?href$/.test(name)) return PLAIN_ANCHOR.test(step.trim()) ? step : '';
        // Without a name it moves.
        return name ? (shape(name, step) ?? words.mask(step)) : css('--', step);
      })
      .join(';');
  };

  return ({ element, name, value }: Drawn): string | undefined => {
    if (/^(?:values|from|to|by)$/.test(name)) return steps(element, value);
    if (/^(?:begin|end)$/.test(name)) return value.split(';').every(isMoment) ? value : undefined;
    if (name === 'attributename') {
      const key = value.trim().toLowerCase();
      const isKnown = /^(?:(?:xlink:)?href|class|id|values|tablevalues)$/.test(key);
      return isKnown || shape(key, '') !== undefined ? value : undefined;
    }
    return shape(name, value);
  };
}

function isMoment(text: string): boolean {
  return MOMENT.test(text.replace(/\s/g, ''));
}
