import { PRIVACY_ATTRIBUTE, type MaskingOptions, type NodePrivacyLevel } from '@firsthand/privacy';

/** Remembers the level at which each element was recorded, to tell when that is no longer right. */
export interface RecordedLevels {
  note(element: Element, level: NodePrivacyLevel): void;
  /** Whether this attribute, which has changed, has changed the level as well. */
  isOutdated(change: LevelChange): boolean;
}

interface LevelChange {
  element: Element;
  attribute: string;
  levelOf: (element: Element) => NodePrivacyLevel;
}

export function createRecordedLevels({ privacySelectors = {} }: MaskingOptions): RecordedLevels {
  const levels = new WeakMap<Element, NodePrivacyLevel>();
  const hasSelectors = Object.keys(privacySelectors).length > 0;
  const mayMatter = (attribute: string) =>
    attribute === PRIVACY_ATTRIBUTE ||
    attribute === 'slot' ||
    (hasSelectors && attribute !== 'style');
  return {
    note: (element, level) => void levels.set(element, level),
    isOutdated({ element, attribute, levelOf }) {
      const recorded = mayMatter(attribute) ? levels.get(element) : undefined;
      return !!recorded && recorded !== levelOf(element);
    },
  };
}
