export interface Measures {
  /** Of the event's JSON as UTF-8; 0 when it is too deep to be written. */
  bytes: number;
  /** Keys and list items, at any depth. */
  attributes: number;
  depth: number;
}

/** Measures an event. @param maxDepth no deeper event is written, since that would exhaust the stack */
export function measure(event: object, maxDepth: number): Measures {
  let attributes = 0;
  let depth = 0;
  const open: { value: object; level: number }[] = [{ value: event, level: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, level } = next;
    depth = Math.max(depth, level);
    for (const child of Object.values(value) as unknown[]) {
      attributes += 1;
      if (typeof child === 'object' && child !== null)
        open.push({ value: child, level: level + 1 });
    }
  }
  const bytes = depth > maxDepth ? 0 : Buffer.byteLength(JSON.stringify(event));
  return { bytes, attributes, depth };
}
