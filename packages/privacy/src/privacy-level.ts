/** How much of the page's content may leave the browser. */
export type PrivacyLevel = 'mask' | 'mask-user-input' | 'mask-unless-allowlisted' | 'allow';
/** A level set on a node; `hidden` also hides its layout, `ignore` its input events. */
export type NodePrivacyLevel = PrivacyLevel | 'hidden' | 'ignore';

export const PRIVACY_ATTRIBUTE = 'data-rum-privacy';

const LEVELS = new Set<string | null>([
  'mask',
  'mask-user-input',
  'mask-unless-allowlisted',
  'allow',
  'hidden',
  'ignore',
]);

/** The level in force at an element: that of the nearest ancestor that sets one, across shadow roots. */
export function privacyLevelOf(element: Element, defaultLevel: PrivacyLevel): NodePrivacyLevel {
  const marked = element.closest(`[${PRIVACY_ATTRIBUTE}]`);
  const level = marked?.getAttribute(PRIVACY_ATTRIBUTE);
  if (level && LEVELS.has(level)) return level as NodePrivacyLevel;
  const root = (marked ?? element).getRootNode();
  if (marked?.parentElement) return privacyLevelOf(marked.parentElement, defaultLevel);
  return root instanceof ShadowRoot ? privacyLevelOf(root.host, defaultLevel) : defaultLevel;
}
