import { segmentPath } from './segments.js';

/** Tells of each damaged record once, however often its segment is read, and knows which segments have any. */
export function damageReport(folder: string, onDamaged: (place: string) => void) {
  const damaged = new Map<number, Set<number>>();
  return {
    /** @param places where in the segment damaged records begin, in bytes */
    tell(segment: number, places: readonly number[]): void {
      if (!places.length) return;
      const known = damaged.get(segment) ?? new Set();
      damaged.set(segment, known);
      for (const place of places) {
        if (!known.has(place)) onDamaged(`${segmentPath(folder, segment)}, byte ${place}`);
        known.add(place);
      }
    },
    /** Of a segment that is read no more. @returns whether it has damaged records */
    forget: (segment: number): boolean => damaged.delete(segment),
  };
}
