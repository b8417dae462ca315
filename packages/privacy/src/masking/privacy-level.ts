/** How much of the page's content may leave the browser. */
export type PrivacyLevel = 'mask' | 'mask-user-input' | 'mask-unless-allowlisted' | 'allow';
/** A level set on a node; `hidden` also hides what is in it, `ignore` masks and hides its input events. */
export type NodePrivacyLevel = PrivacyLevel | 'hidden' | 'ignore';

export const PRIVACY_ATTRIBUTE = 'data-rum-privacy';

const BY_STRICTNESS: readonly NodePrivacyLevel[] = [
  'allow',
  'mask-user-input',
  'mask-unless-allowlisted',
  'mask',
  'ignore',
  'hidden',
];

export function stricter(a: NodePrivacyLevel, b: NodePrivacyLevel): NodePrivacyLevel {
  return BY_STRICTNESS.indexOf(a) < BY_STRICTNESS.indexOf(b) ? b : a;
}

/** The level that a text names; where it names none, nothing less strict than `mask`. */
export function asLevel(text: string, inherited: NodePrivacyLevel = 'mask'): NodePrivacyLevel {
  return BY_STRICTNESS.find((level) => level === text) ?? stricter(inherited, 'mask');
}
