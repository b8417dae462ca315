import { attributeOf, closest } from '@firsthand/core';
import { SECRET_NAME } from '../scrub/hide-secrets.js';

const TYPE = /^(?:password|email|tel|hidden|file)$/;
/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
const AUTOCOMPLETE = /\b(?:cc-|one-time-code|current-password|new-password|email|tel)/i;

/**
 * Tells whether an element is a field, or within one, whose value is masked at every level. One that was so when it was
 * asked for stays so: a password that is being shown is still one.
 */
export type SecretInputs = (element: Element) => boolean;

/** @param known fields that were so before */
export function createSecretInputs(known: readonly Element[] = []): SecretInputs {
  const secret = new WeakSet<Element>(known);
  return (element: Element): boolean => {
    const field = closest(element, 'input,select,textarea') as HTMLInputElement | null;
    if (!field) return false;
    const { type, name, id } = field;
    if (
      TYPE.test(type) ||
      AUTOCOMPLETE.test(attributeOf(field, 'autocomplete') ?? '') ||
      SECRET_NAME.test(`${name} ${id}`)
    ) {
      secret.add(field);
    }
    return secret.has(field);
  };
}
