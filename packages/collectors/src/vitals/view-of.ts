import type { CollectorScope, ViewInfo } from '@firsthand/core';

/** Deliveries of entries that are held; of a page that never starts a view, all would be. */
const MAX_HELD = 200;

/**
 * Which view an entry belongs to. What comes before the first one is held for it: where views are left to the page, it may
 * start that at any time.
 */
export function createViewOf({ viewAt, onViewStart }: CollectorScope) {
  let first: ViewInfo | undefined;
  const held: (() => void)[] = [];
  onViewStart((view) => {
    first ??= view;
    for (const tell of held.splice(0)) tell();
  });
  return {
    viewOf: (at: number): ViewInfo | undefined =>
      viewAt(at) ?? (first && at < first.startedAt ? first : undefined),
    /** Passes entries on as soon as there is a view. */
    hold:
      <Entry>(tell: (entries: Entry[]) => void) =>
      (entries: Entry[]): void => {
        if (first) tell(entries);
        else if (held.length < MAX_HELD) held.push(() => tell(entries));
      },
    /** Whether nothing was before it but what is held for it. */
    isFirst: ({ startedAt }: ViewInfo): boolean => startedAt === first?.startedAt,
  };
}
