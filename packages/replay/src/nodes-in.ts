import {
  EventType,
  IncrementalSource,
  type eventWithTime,
  type serializedNodeWithId,
} from '@rrweb/types';

export interface RecordedNode {
  node: serializedNodeWithId;
  /** 0: it has none. */
  parentId: number;
}

/** The nodes that a record brings into the page. */
export function nodesIn(record: eventWithTime): RecordedNode[] {
  const found: RecordedNode[] = [];
  const walk = (node: serializedNodeWithId, parentId: number) => {
    found.push({ node, parentId });
    if ('childNodes' in node) for (const child of node.childNodes) walk(child, node.id);
  };
  if (record.type === EventType.FullSnapshot) walk(record.data.node, 0);
  if (record.type !== EventType.IncrementalSnapshot) return found;
  const { data } = record;
  if (data.source !== IncrementalSource.Mutation) return found;
  for (const { node, parentId } of data.adds) walk(node, parentId);
  return found;
}
