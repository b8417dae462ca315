import { unclobbered } from '@firsthand/core';
import type { KnownLevels, Masking, NodePrivacyLevel } from '@firsthand/privacy';

/** Where rrweb keeps which node has which id. */
export interface Mirror {
  getNode(id: number): Node | null;
}

/** One look at the page, within which no level changes. */
export interface Pass {
  find(id: number): Node | undefined;
  /** What is no longer in the page has nothing above it that could say its level: it is hidden. */
  levelOf(node: Node | undefined): NodePrivacyLevel;
}

export function createPass(masking: Masking, mirror: Mirror): Pass {
  const known: KnownLevels = new Map();
  const levelOf = (node: Node) => (isInPage(node) ? masking.levelOf(node, known) : 'hidden');
  return {
    find: (id) => mirror.getNode(id) ?? undefined,
    levelOf: (node) => (node ? (known.get(node) ?? levelOf(node)) : 'hidden'),
  };
}

/** Also in a shadow tree, or in a frame that is still there. */
export function isInPage(node: Node): boolean {
  const { isConnected, ownerDocument } = unclobbered(node);
  return isConnected && !!(ownerDocument ?? (node as Document)).defaultView;
}
