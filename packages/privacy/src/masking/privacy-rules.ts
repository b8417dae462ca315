import { closest, read } from '@firsthand/core';
import type { NodePrivacyLevel } from './privacy-level.js';
import { createPrivacyLevels, type PrivacyLevelOptions } from './privacy-levels.js';
import { createSecretInputs, type SecretInputs } from './secret-inputs.js';

export interface PrivacyRuleOptions extends PrivacyLevelOptions {
  /** Texts that may be read at `mask-unless-allowlisted`, whatever their case and spaces. Default: none */
  privacyAllowlist?: readonly string[] | undefined;
  /** Of whoever has seen the page before. Default: one of its own */
  isSecret?: SecretInputs | undefined;
}

/** What may be read of the page. */
export type PrivacyRules = ReturnType<typeof createPrivacyRules>;

/** What a person types, picks or edits; the label on a button is the author's. */
const USER_INPUT =
  'input:not([type=button i],[type=submit i],[type=reset i],[type=image i]),' +
  'textarea,select,option,[contenteditable]:not([contenteditable=false i]),[role=textbox]';

export function createPrivacyRules({
  privacyAllowlist = [],
  isSecret = createSecretInputs(),
  ...options
}: PrivacyRuleOptions) {
  const allowed = new Set(privacyAllowlist.map(normalize));
  /** Whether what the author wrote may be read. */
  const showsContent = (text: string, level: NodePrivacyLevel) =>
    level === 'allow' ||
    level === 'mask-user-input' ||
    (level === 'mask-unless-allowlisted' && allowed.has(normalize(text)));
  /** Whether the value or the state of a field may be read. */
  const showsInput = (field: Element, level: NodePrivacyLevel) =>
    level === 'allow' && !isSecret(field);
  return {
    levelOf: createPrivacyLevels(options),
    isSecret,
    showsContent,
    showsInput,
    /** Whether a text may be read that stands in an element. */
    showsText: (text: string, parent: Element, level: NodePrivacyLevel) =>
      isUserInput(parent) ? showsInput(parent, level) : showsContent(text, level),
  };
}

export function isUserInput(element: Element): boolean {
  return !!closest(element, USER_INPUT) || !!read(element as HTMLElement, 'isContentEditable');
}

function normalize(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
