import { PRIVACY_ATTRIBUTE, type Masking } from '@firsthand/privacy';
import { NodeType, type elementNode, type serializedNodeWithId } from '@rrweb/types';
import { createAttributesMask } from './mask-attributes.js';
import { createStyleTextMask } from './mask-style-text.js';
import type { Pass } from './pass.js';
import type { RecordedLevels } from './recorded-levels.js';

/** Masks a serialized node and all that is in it, in place. */
export function createNodeMask(masking: Masking, recorded: RecordedLevels) {
  const maskAttributes = createAttributesMask(masking);
  const maskStyleText = createStyleTextMask(masking);

  const maskElement = (node: elementNode & { id: number }, pass: Pass) => {
    const element = pass.find(node.id) as Element | undefined;
    const level = pass.levelOf(element);
    if (element) recorded.note(element, level);
    if (!element || level === 'hidden') {
      node.attributes = placeholder(node, element);
      node.childNodes = [];
    } else {
      maskAttributes(element, node.attributes, level);
      for (const child of node.childNodes) maskNode(child, pass);
    }
  };

  const maskNode = (node: serializedNodeWithId, pass: Pass): void => {
    switch (node.type) {
      case NodeType.Document:
        for (const child of node.childNodes) maskNode(child, pass);
        break;
      case NodeType.Element:
        maskElement(node, pass);
        break;
      case NodeType.DocumentType:
        break;
      default:
        node.textContent = node.textContent && maskText(node.textContent, pass.find(node.id), pass);
    }
  };

  /** The text of a node that is found in the page. */
  const maskText = (text: string, node: Node | undefined, pass: Pass): string => {
    if (node?.nodeType !== TEXT_NODE) return '';
    const level = pass.levelOf(node);
    return (
      maskStyleText({ node, text, level }) ?? masking.maskText(text, node.parentElement, level)
    );
  };

  return { maskNode, maskText, maskAttributes };
}

const TEXT_NODE = 3;

/** Of what is hidden only the room stays that it takes. */
function placeholder({ attributes }: elementNode, element: Element | undefined) {
  if (!element) return {};
  const { width, height } = element.getBoundingClientRect();
  const isInline = getComputedStyle(element).display === 'inline';
  return {
    // So that a player may say why there is nothing.
    [PRIVACY_ATTRIBUTE]: 'hidden',
    rr_width: attributes['rr_width'] ?? `${width}px`,
    rr_height: attributes['rr_height'] ?? `${height}px`,
    ...(isInline && { style: 'display:inline-block' }),
  };
}
