import type { Figure } from './statistics.ts';

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, index) => (index ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

export const bytes = (count: number): string => Math.round(count).toLocaleString('en');
export const kilobytes = (count: number): string => (count / 1_000).toFixed(1);

/** The median, and the smallest and the largest of the rounds. */
export function spread({ median, min, max }: Figure, digits = 0): string {
  const [middle, ...ends] = [median, min, max].map((value) => value.toFixed(digits));
  return `${middle} (${ends.join(' … ')})`;
}
