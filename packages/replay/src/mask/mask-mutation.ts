import type { mutationData } from '@rrweb/types';
import type { createNodeMask } from './mask-node.js';
import { isInPage, type Pass } from './pass.js';

/** Masks what changed in the page, in place; what is hidden is left out. */
export function createMutationMask({ maskNode, maskText, maskAttributes }: NodeMask) {
  return (data: mutationData, pass: Pass): void => {
    const isHidden = (id: number) => {
      const node = pass.find(id);
      return !!node && isInPage(node) && pass.levelOf(node) === 'hidden';
    };
    data.removes = data.removes.filter(({ parentId }) => !isHidden(parentId));
    data.adds = data.adds.filter(({ parentId }) => !isHidden(parentId));
    for (const { node } of data.adds) maskNode(node, pass);
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
  };
}

type NodeMask = ReturnType<typeof createNodeMask>;
