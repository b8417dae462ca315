import type { Masking, NodePrivacyLevel } from '@firsthand/privacy';
import type {
  adoptedStyleSheetData,
  fontData,
  styleDeclarationData,
  styleSheetRuleData,
} from '@rrweb/types';

/** Fonts that a page brings as bytes are recorded up to this many characters. */
const MAX_FONT = 200_000;

/** Masks what is recorded of style sheets and fonts, in place. */
export function createStyleMask(masking: Masking) {
  const maskRules = (rules: { rule: string }[] | undefined, level: NodePrivacyLevel) => {
    for (const each of rules ?? []) each.rule = masking.maskCss(each.rule, level);
  };
  return {
    rule(data: styleSheetRuleData, level: NodePrivacyLevel) {
      maskRules(data.adds, level);
      if (data.replace) data.replace = masking.maskCss(data.replace, level);
      if (data.replaceSync) data.replaceSync = masking.maskCss(data.replaceSync, level);
    },
    declaration({ set }: styleDeclarationData, level: NodePrivacyLevel) {
      if (typeof set?.value !== 'string') return;
      const declared = masking.maskCss(`${set.property}:${set.value}`, level);
      set.value = declared.slice(set.property.length + 1);
    },
    adopted({ styles }: adoptedStyleSheetData, level: NodePrivacyLevel) {
      for (const { rules } of styles ?? []) maskRules(rules, level);
    },
    /** @returns whether it may be recorded */
    font(data: fontData, level: NodePrivacyLevel): boolean {
      if (!data.buffer) data.fontSource = masking.maskCss(data.fontSource, level);
      return data.fontSource.length <= MAX_FONT;
    },
  };
}
