/** Gzips a text; `undefined` where the browser cannot (Safari before 16.4, Firefox before 113). */
export async function gzip(text: string): Promise<ArrayBuffer | undefined> {
  if (typeof CompressionStream !== 'function') return undefined;
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
