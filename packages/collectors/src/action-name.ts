import { privacyLevelOf, type PrivacyLevel } from '@firsthand/privacy';

/** Where the name of an action came from; `mask_placeholder` hides a text that may not leave. */
export interface ActionName {
  name: string;
  source: 'custom_attribute' | 'mask_placeholder' | 'standard_attribute' | 'text_content' | 'blank';
}

export interface ActionNameOptions {
  /** Attribute whose value names the action. Default: `data-rum-action-name` */
  actionNameAttribute?: string | undefined;
  /** Default: `mask` */
  defaultPrivacyLevel?: PrivacyLevel | undefined;
}

const MAX_LENGTH = 100;
/** What a person thinks of as the thing that was clicked. */
const INTERACTIVE = 'a[href],button,label,summary,select,input,[role],[tabindex],[contenteditable]';

/** Names what was clicked: by the page's own attribute, else by label or text where the privacy level allows. */
export function actionName(
  target: Element,
  { actionNameAttribute = 'data-rum-action-name', defaultPrivacyLevel = 'mask' }: ActionNameOptions,
): ActionName {
  const named = target
    .closest(`[${actionNameAttribute}]`)
    ?.getAttribute(actionNameAttribute)
    ?.trim();
  if (named) return { name: shorten(named), source: 'custom_attribute' };
  const element = target.closest(INTERACTIVE) ?? target;
  if (!mayRead(element, defaultPrivacyLevel)) {
    return { name: 'Masked Element', source: 'mask_placeholder' };
  }
  for (const attribute of ['aria-label', 'alt', 'title', 'placeholder']) {
    const value = element.getAttribute(attribute)?.trim();
    if (value) return { name: shorten(value), source: 'standard_attribute' };
  }
  const text = readableText(element, defaultPrivacyLevel);
  return text ? { name: shorten(text), source: 'text_content' } : { name: '', source: 'blank' };
}

function mayRead(element: Element, defaultLevel: PrivacyLevel): boolean {
  const level = privacyLevelOf(element, defaultLevel);
  return level === 'allow' || level === 'mask-user-input';
}

/** Text of the element, without the parts that a nearer privacy attribute protects. */
function readableText(element: Element, defaultLevel: PrivacyLevel): string {
  const texts: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let length = 0;
  while (walker.nextNode() && length < MAX_LENGTH) {
    const { parentElement, nodeValue } = walker.currentNode;
    const text = nodeValue?.trim();
    if (!text || !parentElement || /^(?:script|style|textarea)$/.test(parentElement.localName))
      continue;
    if (!mayRead(parentElement, defaultLevel)) continue;
    texts.push(text);
    length += text.length;
  }
  return texts.join(' ');
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line;
}
