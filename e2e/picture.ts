import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** The share of pixels in which two pictures (PNG) differ to the eye; 1 if they are not of the same size. */
export function differingShare(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  const { width, height } = a;
  if (b.width !== width || b.height !== height) return 1;
  return pixelmatch(a.data, b.data, undefined, width, height) / (width * height);
}
