import { PRIVACY_ATTRIBUTE } from '@firsthand/privacy';
import type { mutationData } from '@rrweb/types';
import type { createNodeMask } from './mask-node.js';
import { isInPage, type Pass } from './pass.js';

/** What changes the level of all that is in an element: what was recorded of it is no longer right. */
const LEVELS = [PRIVACY_ATTRIBUTE, 'slot'];

export function createMutationMask({ maskNode, maskText, maskAttributes }: NodeMask) {
  return (data: mutationData, pass: Pass): { isOutdated: boolean } => {
    const isHidden = (id: number) => {
      const node = pass.find(id);
      return !!node && isInPage(node) && pass.levelOf(node) === 'hidden';
    };
    data.removes = data.removes.filter(({ parentId }) => !isHidden(parentId));
    data.adds = data.adds.filter(({ parentId }) => !isHidden(parentId));
    for (const { node } of data.adds) maskNode(node, pass);
    const isOutdated = data.attributes.some(({ attributes }) =>
      LEVELS.some((name) => name in attributes),
    );
    data.attributes = data.attributes.filter(({ id, attributes }) => {
      const element = pass.find(id) as Element | undefined;
      const level = pass.levelOf(element);
      if (!element || level === 'hidden') return false;
      maskAttributes(element, attributes, level);
      return Object.keys(attributes).length > 0;
    });
    data.texts = data.texts.filter((text) => {
      const node = pass.find(text.id);
      if (pass.levelOf(node) === 'hidden') return false;
      text.value = text.value && maskText(text.value, node, pass);
      return true;
    });
    return { isOutdated };
  };
}

type NodeMask = ReturnType<typeof createNodeMask>;
