import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cssTokens } from '../../src/masking/css-tokens.js';
import { createMasking } from '../../src/masking/masking.js';

const masking = createMasking();
/** What CSS is made of, in any order, so that each stands in each. */
const piece = fc.oneof(
  fc.constantFrom(
    ...String.raw`" ' { } ( ) [ ] : ; , / # @ \ \" \' /* */ <!-- --> ! - -- . 1 1e 50% url( u\72l( src( image-set( var( attr(x, calc( local( format( path( --x: color: content: font: grid-area: red \52 \a syntax: @media @import @supports @layer `.split(
      ' ',
    ),
    ' ',
    '\n',
    '\\\n',
    '\r',
    '\0',
    'é',
  ),
  fc.constantFrom('Roe', '"Roe"', "'Roe", 'Roe;', '#Roe', '@Roe', '5Roe', 'Roe(', '\\Roe', 'Roe:'),
);
const css = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const rounds = { numRuns: 5_000 };

/** Names of custom properties and of attributes stay, and so do parts of the page. */
const withoutNames = (masked: string) =>
  masked.replace(
    /(?:\\?-){2}(?:[-\w\0é]|\\(?:[\da-f]{1,6}(?:\r\n|\s)?|[^\n\r\f]))*|(?<=attr\([^,]*)roe|u(?:\\72|r)l\(\s*["']?\\?#[^)]*/gi,
    '',
  );

describe('whatever stands in a style', () => {
  it('no text leaves of an element’s', () => {
    fc.assert(
      fc.property(css, (given) => {
        const element = document.createElement('p');
        const masked = masking.maskAttribute(element, { name: 'style', value: given }, 'mask');
        expect(withoutNames(masked ?? '')).not.toMatch(/roe/i);
      }),
      rounds,
    );
  });

  it('no text leaves of a value', () => {
    fc.assert(
      fc.property(
        css,
        fc.constantFrom('content', '--x', 'font', 'grid-area', 'src'),
        (value, property) => {
          const masked = masking.maskDeclaration({ property, value, isInline: true }, 'mask');
          expect(withoutNames(masked)).not.toMatch(/roe/i);
        },
      ),
      rounds,
    );
  });

  it('a second masking of a style sheet changes nothing', () => {
    fc.assert(
      fc.property(css, (given) => {
        const once = masking.maskCss(given, 'mask');
        expect(masking.maskCss(once, 'mask')).toBe(once);
      }),
      rounds,
    );
  });

  it('the tokens together are the text', () => {
    fc.assert(
      fc.property(css, (given) => {
        expect(
          cssTokens(given)
            .map(({ raw }) => raw)
            .join(''),
        ).toBe(given);
      }),
      rounds,
    );
  });
});
