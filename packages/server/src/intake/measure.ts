export interface Measures {
  /** Of the event's JSON as UTF-8; 0 when it is beyond the other bounds. */
  bytes: number;
  /** Keys and list items, at any depth. */
  attributes: number;
  depth: number;
}

/** What an event may have at most: of one that has more no more is measured. */
interface Bounds {
  maxAttributes: number;
  /** No deeper event is written, since that would exhaust the stack. */
  maxDepth: number;
}

/** Measures an event, so far as it is within bounds. */
export function measure(event: object, { maxAttributes, maxDepth }: Bounds): Measures {
  let attributes = 0;
  let depth = 0;
  const open: { value: object; level: number }[] = [{ value: event, level: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, level } = next;
    depth = Math.max(depth, level);
    const children = Object.values(value) as unknown[];
    attributes += children.length;
    if (attributes > maxAttributes || depth > maxDepth) return { bytes: 0, attributes, depth };
    for (const child of children) {
      if (typeof child === 'object' && child !== null)
        open.push({ value: child, level: level + 1 });
    }
  }
  return { bytes: Buffer.byteLength(JSON.stringify(event)), attributes, depth };
}
