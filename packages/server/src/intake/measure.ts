/** Size of an event: bytes of its JSON, attributes (keys and list items) and levels, at any depth. */
export function measure(event: object): { bytes: number; attributes: number; depth: number } {
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
  return { bytes: Buffer.byteLength(JSON.stringify(event)), attributes, depth };
}
