/** How long one piece of work may keep all else waiting, in milliseconds. */
const MAX_SLICE = 10;

let sliceBegan = performance.now();

/**
 * Between two steps of long work: once the slice is used up, everything else that waits has its turn. All that strangers send is
 * read in such steps, so that none of it delays another client; a step has at most one event, of 1 MB.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - sliceBegan < MAX_SLICE) return;
  await new Promise((resolve) => setImmediate(resolve));
  sliceBegan = performance.now();
}
