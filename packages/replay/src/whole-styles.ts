import { attributeOf, guard, ignore } from '@firsthand/core';
import {
  EventType,
  IncrementalSource,
  NodeType,
  type attributes,
  type eventWithTime,
  type styleOMValue,
} from '@rrweb/types';
import { hasLost, lostValues } from './lost-values.js';
import type { RecordedNode } from './nodes-in.js';

type Attributes = Record<string, attributes[string] | styleOMValue>;

/** Puts back the values that the CSSOM leaves out of style attributes. */
export function wholeStyles(
  record: eventWithTime,
  nodes: readonly RecordedNode[],
  find: (id: number) => Node | null,
): void {
  const whole = (id: number, recorded: Attributes) => {
    const { style } = recorded;
    // Of changes rrweb takes what is told without a value for taken away.
    if (!style || (typeof style === 'string' && !hasLost(style))) return;
    const element = find(id) as Element | null;
    const css = element && attributeOf(element, 'style');
    if (!css || !hasLost(css)) return;
    recorded['style'] = css + (guard(() => lostValues(css, [{ element }]), ignore) ?? '');
  };
  for (const { node } of nodes) {
    if (node.type === NodeType.Element) whole(node.id, node.attributes);
  }
  if (record.type !== EventType.IncrementalSnapshot) return;
  const { data } = record;
  if (data.source !== IncrementalSource.Mutation) return;
  for (const { id, attributes } of data.attributes) whole(id, attributes);
}
