/** A version 4 UUID. `crypto.randomUUID` is missing in insecure contexts, `getRandomValues` is not. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte, index) => {
    const versioned =
      index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    const dash = index === 4 || index === 6 || index === 8 || index === 10 ? '-' : '';
    return dash + versioned.toString(16).padStart(2, '0');
  }).join('');
}
