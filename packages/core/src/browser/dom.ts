import { guard, ignore } from '../guard.js';
import { getter, method, read } from './member.js';

/*
 * Nodes and the page's document. The controls of a form and the named elements of a document take the place of members of
 * the same name. https://html.spec.whatwg.org/#the-form-element https://html.spec.whatwg.org/#dom-document-nameditem
 */

export const attributeOf = /* @__PURE__ */ method(() => Element.prototype, 'getAttribute');
export const closest = /* @__PURE__ */ method(() => Element.prototype, 'closest');
export const matches = /* @__PURE__ */ method(() => Element.prototype, 'matches');
export const boundsOf = /* @__PURE__ */ method(() => Element.prototype, 'getBoundingClientRect');
export const childrenOf = /* @__PURE__ */ getter(() => Element.prototype, 'children');
export const idOf = /* @__PURE__ */ getter(() => Element.prototype, 'id');
export const localNameOf = /* @__PURE__ */ getter(() => Element.prototype, 'localName');
export const nodeTypeOf = /* @__PURE__ */ getter(() => Node.prototype, 'nodeType');
export const parentElementOf = /* @__PURE__ */ getter(() => Node.prototype, 'parentElement');
export const parentOf = /* @__PURE__ */ getter(() => Node.prototype, 'parentNode');
export const rootOf = /* @__PURE__ */ method(() => Node.prototype, 'getRootNode');

/** A member of the page's document; a method may be called without it. */
export function inDocument<Key extends keyof Document>(key: Key): Document[Key] {
  const member: unknown = read(document, key);
  return (
    typeof member === 'function'
      ? (...args: unknown[]) => Reflect.apply(member, document, args) as unknown
      : member
  ) as Document[Key];
}

export function isHidden(): boolean {
  return inDocument('visibilityState') === 'hidden';
}

/** A form as any other element, whatever its controls are called. */
export function unclobbered<Owner extends object>(owner: Owner): Owner {
  return owner instanceof HTMLFormElement
    ? (new Proxy<HTMLFormElement>(owner, FROM_PROTOTYPE) as unknown as Owner)
    : owner;
}

const FROM_PROTOTYPE: ProxyHandler<HTMLFormElement> = {
  get(form, key) {
    const member: unknown = read(form, key as keyof HTMLFormElement);
    return typeof member === 'function'
      ? (...args: unknown[]) => Reflect.apply(member, form, args) as unknown
      : member;
  },
  set: (form, key, value) => Reflect.set(form, key, value),
};

/** Also an element of another realm, such as one of a frame that was moved here. */
export function isElement(value: unknown): value is Element {
  return guard(() => nodeTypeOf(value as Node) === 1, ignore) ?? false;
}
