import { attributeOf } from '@firsthand/core';
import type { Masking, NodePrivacyLevel } from '@firsthand/privacy';
import type { attributes, styleOMValue } from '@rrweb/types';

type Value = attributes[string] | styleOMValue;

/** What rrweb says of an element beside its attributes. */
const RECORDERS = /^rr_/;
const MAX_CLASSES = 2_000;

/** Masks attributes in place, as rrweb wrote them; what must not leave is taken out. */
export function createAttributesMask(masking: Masking) {
  const maskStyles = (element: Element, styles: styleOMValue, level: NodePrivacyLevel) => {
    const styleLevel = masking.isSecret(element) ? 'mask' : level;
    const mask = (property: string, value: string) =>
      masking.maskDeclaration({ property, value, isInline: true }, styleLevel);
    return Object.fromEntries(
      Object.entries(styles).map(([property, value]) => {
        if (Array.isArray(value)) return [property, [mask(property, value[0]), value[1]]];
        return [property, value && mask(property, value)];
      }),
    ) as styleOMValue;
  };

  /** Most elements have a class that others have, too; it is masked alike at every level. */
  const classes = new Map<string, string | undefined>();
  const classOf = (element: Element, value: string, level: NodePrivacyLevel) => {
    if (!classes.has(value)) {
      if (classes.size >= MAX_CLASSES) classes.clear();
      const masked = masking.maskAttribute(element, { name: 'class', value }, level);
      classes.set(value, masked ?? undefined);
    }
    return classes.get(value);
  };

  const mask = (element: Element, [name, value]: [string, Value], level: NodePrivacyLevel) => {
    if (value === null || value === undefined) return value;
    if (typeof value === 'object') return maskStyles(element, value, level);
    if (name === 'class') return classOf(element, String(value), level);
    if (name === '_cssText') return masking.maskCss(String(value), level);
    if (RECORDERS.test(name) && attributeOf(element, name) === null) {
      if (name === 'rr_dataURL') return showsPictures(level) ? value : undefined;
      if (name !== 'rr_src') return value;
      return (
        masking.maskAttribute(element, { name: 'src', value: String(value) }, level) ?? undefined
      );
    }
    const masked = masking.maskAttribute(
      element,
      { name, value: asWritten(element, name, String(value)) },
      level,
    );
    if (masked === null) return undefined;
    return typeof value === 'string' ? masked : value;
  };

  return (element: Element, recorded: Record<string, Value>, level: NodePrivacyLevel): void => {
    // Has it remembered that this field is a secret one, whatever it becomes.
    masking.isSecret(element);
    for (const entry of Object.entries(recorded)) {
      const [name] = entry;
      const masked = mask(element, entry, level);
      if (masked === undefined) delete recorded[name];
      else recorded[name] = masked;
    }
  };
}

/** Whether what is drawn may be recorded. */
export function showsPictures(level: NodePrivacyLevel): boolean {
  return level === 'allow' || level === 'mask-user-input';
}

/** rrweb makes addresses absolute, also those of a part of the same drawing. */
function asWritten(element: Element, name: string, value: string): string {
  const written = attributeOf(element, name);
  return written?.startsWith('#') ? written : value;
}
