/** Gzips a text; `undefined` where the browser cannot (Safari before 16.4, Firefox before 113). */
export async function gzip(text: string): Promise<ArrayBuffer | undefined> {
  if (typeof CompressionStream !== 'function') return undefined;
  const { writable, readable } = new CompressionStream('gzip');
  // Not by a Blob's stream, which costs Chromium twice as much of the main thread.
  const writer = writable.getWriter();
  const [compressed] = await Promise.all([
    new Response(readable).arrayBuffer(),
    writer.write(new TextEncoder().encode(text)),
    writer.close(),
  ]);
  return compressed;
}
