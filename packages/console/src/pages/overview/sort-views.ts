import type { Measures } from '@firsthand/protocol/query';

type View = Measures & { name: string };

export interface Order {
  field: keyof View;
  descending: boolean;
}

/** In order; a view without the figure comes last either way. */
export function sortViews(views: readonly View[], { field, descending }: Order): View[] {
  return views.toSorted((a, b) => {
    const [x, y] = [a[field], b[field]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y);
    return descending ? -order : order;
  });
}
