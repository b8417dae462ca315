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
    for (const each of rules ?? []) each.rule = masking.maskCss(String(each.rule), level);
  };
  /** What is no text becomes one where it is used. */
  const maskText = (text: unknown, level: NodePrivacyLevel) => masking.maskCss(String(text), level);
  return {
    rule(data: styleSheetRuleData, level: NodePrivacyLevel) {
      maskRules(data.adds, level);
      if (data.replace) data.replace = maskText(data.replace, level);
      if (data.replaceSync) data.replaceSync = maskText(data.replaceSync, level);
    },
    declaration({ set }: styleDeclarationData, level: NodePrivacyLevel) {
      if (!set) return;
      const { property, value, priority } = set;
      if (priority) set.priority = /^important$/i.test(String(priority)) ? 'important' : '';
      if (value === null || value === undefined) return;
      set.value = masking.maskDeclaration(
        { property: String(property), value: String(value) },
        level,
      );
    },
    adopted({ styles }: adoptedStyleSheetData, level: NodePrivacyLevel) {
      for (const { rules } of styles ?? []) maskRules(rules, level);
    },
    /** @returns whether it may be recorded */
    font(data: fontData, level: NodePrivacyLevel): boolean {
      data.family = masking.maskFont(data.family, level);
      const mask = (value: string) => masking.maskDeclaration({ property: 'src', value }, level);
      if (!data.buffer) data.fontSource = mask(data.fontSource);
      for (const [name, value] of Object.entries(data.descriptors ?? {})) {
        Object.assign(data.descriptors ?? {}, { [name]: mask(String(value)) });
      }
      return data.fontSource.length <= MAX_FONT;
    },
  };
}
