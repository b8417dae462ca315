import type { ScrubOptions } from '../scrub/scrub-options.js';
import { createScrubber } from '../scrub/scrubber.js';
import { createAttributeMask, maskValue } from './mask-attribute.js';
import { maskCharacters } from './mask-characters.js';
import { createCssMask } from './mask-css.js';
import type { NodePrivacyLevel } from './privacy-level.js';
import { createPrivacyRules, isUserInput, type PrivacyRuleOptions } from './privacy-rules.js';

export interface MaskingOptions extends PrivacyRuleOptions {
  scrub?: ScrubOptions | undefined;
}

export interface Declaration {
  property: string;
  value: string;
  /** Whether it is of an element, whose pictures are content, and not of a style sheet. */
  isInline?: boolean;
}

/** Masks what is recorded of the page. */
export type Masking = ReturnType<typeof createMasking>;

/** The masks of each kind of content. None changes the page, and the same content always comes out the same. */
export function createMasking({ scrub, ...options }: MaskingOptions = {}) {
  const rules = createPrivacyRules(options);
  const scrubber = createScrubber(scrub);
  const css = createCssMask(scrubber);
  const maskCss = (text: string, level: NodePrivacyLevel) =>
    level === 'hidden' ? '' : css.sheet(text, { shows: rules.showsContent('', level) });
  return {
    levelOf: rules.levelOf,
    /** Whether a field's value is masked at every level. */
    isSecret: rules.isSecret,
    /** Whether the state of a check box, radio button or option may be recorded. */
    showsInput: rules.showsInput,
    /** @param parent `null` right in a shadow root */
    maskText(text: string, parent: Element | null, level: NodePrivacyLevel): string {
      const inside = parent?.localName;
      if (level === 'hidden' || inside === 'script') return '';
      if (inside === 'style') return maskCss(text, level);
      // Not asked what cannot matter: whether it is edited costs a layout.
      if (level === 'mask' || level === 'ignore') return maskCharacters(text);
      const shows = parent ? rules.showsText(text, parent, level) : rules.showsContent(text, level);
      return shows ? text : maskCharacters(text);
    },
    /** The value of a field or the label of a button. */
    maskInputValue(value: string, field: Element, level: NodePrivacyLevel): string {
      if (isUserInput(field)) return maskValue(value, rules.showsInput(field, level));
      return rules.showsContent(value, level) ? value : maskCharacters(value);
    },
    /** `null`: the attribute must not leave at all. */
    maskAttribute: createAttributeMask({ rules, scrubber, css }),
    /** A style sheet, or a rule of one. */
    maskCss,
    /** Whether what comes after this part of a style sheet means the same as if it stood alone. */
    isWholeCss: css.isWhole,
    /** The value of a property. */
    maskDeclaration({ property, value, isInline }: Declaration, level: NodePrivacyLevel): string {
      if (level === 'hidden') return '';
      const shows = rules.showsContent('', level);
      return css.value(property.toLowerCase(), value, { shows, isInline: !!isInline });
    },
    /** The name of a font, as style sheets have it once they are masked. */
    maskFont: (family: string, level: NodePrivacyLevel): string =>
      rules.showsContent('', level) ? family : css.words.rename(family, true),
  };
}
