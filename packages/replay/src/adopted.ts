import {
  EventType,
  IncrementalSource,
  NodeType,
  type adoptedStyleSheetData,
  type adoptedStyleSheetParam,
  type eventWithTime,
  type serializedNodeWithId,
} from '@rrweb/types';
import type { RecordedNode } from './nodes-in.js';
import { treeAt } from './tree-at.js';

interface AdoptedParts {
  find: (id: number) => Node | null;
  /** Given what rrweb does not tell. */
  onAdopted: (data: adoptedStyleSheetData) => void;
}

/**
 * Tells of adopted style sheets what rrweb does not, since it hears only of assignments: in a player a tree that was moved is
 * a new one, and a tree without a child is none; `push` is no assignment; and it passes over `[]`.
 */
export function createAdopted({ find, onAdopted }: AdoptedParts) {
  /** The sheets of each tree that a player has, by the id of its host or document. */
  const told = new Map<number, readonly CSSStyleSheet[]>();
  /** By which rrweb tells of them. */
  let ids = new WeakMap<CSSStyleSheet, number>();

  const tell = (id: number) => {
    const root = treeAt(find(id));
    if (!root) return void told.delete(id);
    const sheets = [...root.adoptedStyleSheets];
    // It looks at a new tree in a task of its own.
    if (!Object.hasOwn(root, 'adoptedStyleSheets') || isSame(sheets, told.get(id))) return;
    const styleIds = sheets.map((sheet) => ids.get(sheet) ?? 0);
    if (styleIds.includes(0)) root.adoptedStyleSheets = sheets;
    else onAdopted({ source: IncrementalSource.AdoptedStyleSheet, id, styleIds });
  };
  const learn = ({ id, styleIds }: adoptedStyleSheetParam) => {
    const sheets = [...(treeAt(find(id))?.adoptedStyleSheets ?? [])];
    for (const [index, sheet] of sheets.entries()) ids.set(sheet, styleIds[index] ?? 0);
    if (told.has(id)) told.set(id, sheets);
  };

  return {
    /** Told of each record when it has been recorded, and of the nodes in it. */
    follow(record: eventWithTime, nodes: readonly RecordedNode[]) {
      if (record.type === EventType.IncrementalSnapshot) {
        const { data } = record;
        if (data.source === IncrementalSource.AdoptedStyleSheet) learn(data);
      }
      const added = new Set<number>();
      for (const { node, parentId } of nodes) {
        if (hasTree(node)) added.add(node.id);
        else if (node.isShadow && !told.has(parentId)) added.add(parentId);
      }
      for (const id of added) told.set(id, []);
      if (record.type !== EventType.FullSnapshot) added.forEach(tell);
    },
    /** Looks whether there is more to tell. */
    check() {
      for (const id of told.keys()) tell(id);
    },
    forget() {
      told.clear();
      ids = new WeakMap();
    },
  };
}

const hasTree = (node: serializedNodeWithId) =>
  node.type === NodeType.Document || (node.type === NodeType.Element && node.isShadowHost);

function isSame<T>(one: readonly T[], other: readonly T[] = []): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}
