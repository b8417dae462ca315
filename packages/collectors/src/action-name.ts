import {
  attributeOf,
  cutText,
  inDocument,
  localNameOf,
  matches,
  parentElementOf,
  read as readMember,
  rootOf,
} from '@firsthand/core';
import { createPrivacyRules, type KnownLevels, type PrivacyRuleOptions } from '@firsthand/privacy';
import { closestAcross } from './shadow-trees.js';

/** Where the name of an action came from; `mask_…` hide a text that may not leave. */
export interface ActionName {
  name: string;
  source:
    | 'custom_attribute'
    | 'mask_placeholder'
    | 'mask_disallowed'
    | 'standard_attribute'
    | 'text_content'
    | 'blank';
}

export interface ActionNameOptions extends PrivacyRuleOptions {
  /** Attribute whose value names the action. Default: `data-rum-action-name` */
  actionNameAttribute?: string | undefined;
  /**
   * Whether names follow the privacy levels. If not, what the author wrote may be read at every level but `hidden`;
   * what a person types never is. Default: true
   */
  enablePrivacyForActionName?: boolean | undefined;
}

const MAX_LENGTH = 100;
/** What a person thinks of as the thing that was clicked. */
const INTERACTIVE = 'a[href],button,label,summary,select,input,[role],[tabindex],[contenteditable]';
const ATTRIBUTES = ['aria-label', 'alt', 'title', 'placeholder'];
const UNREADABLE = /^(?:script|style|noscript|template|textarea)$/;

/** Names what was clicked: by the page's own attribute, else by label or text where the privacy level allows. */
export function createActionNamer({
  actionNameAttribute = 'data-rum-action-name',
  enablePrivacyForActionName = true,
  ...options
}: ActionNameOptions) {
  const { levelOf, isSecret, showsContent, showsText } = createPrivacyRules(options);

  return (target: Element): ActionName => {
    const namer = closestAcross(target, `[${actionNameAttribute}]`);
    const named = namer && attributeOf(namer, actionNameAttribute)?.trim();
    if (named) return { name: shorten(named), source: 'custom_attribute' };
    const element = closestAcross(target, INTERACTIVE) ?? target;
    const known: KnownLevels = new Map();
    let masked: ActionName['source'] | undefined;

    const levelAt = (owner: Element) => {
      const level = levelOf(owner, known);
      return enablePrivacyForActionName || /^(?:hidden|allow)$/.test(level)
        ? level
        : 'mask-user-input';
    };
    /** What of an attribute, or of the text in an element, may be read. */
    const read = (text: string | null, owner: Element, isText?: boolean) => {
      const trimmed = text && cutText(text).trim();
      if (!trimmed) return '';
      const level = levelAt(owner);
      const shows = isText ? showsText(trimmed, owner, level) : showsContent(trimmed, level);
      if (shows && !isSecret(owner)) return trimmed;
      masked = level === 'mask-unless-allowlisted' ? 'mask_disallowed' : 'mask_placeholder';
      return '';
    };
    const textOf = (root: Element) => {
      const texts: string[] = [];
      const walker = inDocument('createTreeWalker')(root, NodeFilter.SHOW_TEXT);
      let length = 0;
      while (walker.nextNode() && length < MAX_LENGTH) {
        const { nodeValue } = walker.currentNode;
        const parentElement = parentElementOf(walker.currentNode);
        if (!parentElement || UNREADABLE.test(localNameOf(parentElement))) continue;
        const text = read(nodeValue, parentElement, true);
        if (text) texts.push(text);
        length += text.length;
      }
      return texts.join(' ');
    };

    const standard =
      first(labelsOf(element), textOf) ||
      first(ATTRIBUTES, (attribute) => read(attributeOf(element, attribute), element));
    if (standard) return { name: shorten(standard), source: 'standard_attribute' };
    const text =
      textOf(element) ||
      (isButton(element) && read(attributeOf(element, 'value'), element)) ||
      // Of a shadow tree only the host was looked at.
      (element !== target && textOf(target));
    if (text) return { name: shorten(text), source: 'text_content' };
    return masked ? { name: 'Masked Element', source: masked } : { name: '', source: 'blank' };
  };
}

/** The elements that name another one by `aria-labelledby`, or as its `<label>`. */
function labelsOf(element: Element): readonly Element[] {
  const ids = attributeOf(element, 'aria-labelledby')?.split(/\s+/) ?? [];
  const root = rootOf(element) as Document;
  const named = ids
    .map((id) => readMember(root, 'getElementById')?.call(root, id))
    .filter((label) => !!label);
  return [...named, ...(readMember(element as HTMLInputElement, 'labels') ?? [])];
}

/** A button whose text is its value. */
function isButton(element: Element): boolean {
  return matches(element, 'input[type=button],input[type=submit],input[type=reset]');
}

function first<T>(items: readonly T[], read: (item: T) => string): string {
  for (const item of items) {
    const text = read(item);
    if (text) return text;
  }
  return '';
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}...` : line;
}
