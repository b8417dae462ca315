import type { Events } from '@firsthand/protocol';
import type { Context } from '../context.js';
import { toNanoseconds } from '../nanoseconds.js';

type Properties = Events['view']['view'];
export type LoadingType = Properties['loading_type'];
/** What collectors may add to a view. */
export type ViewPatch = Partial<Omit<Properties, 'id' | 'url' | 'referrer'>>;
export type CountedType = 'action' | 'error' | 'resource' | 'long_task';

/** What a page may say of a view that it starts itself. */
export interface ViewOptions {
  name?: string;
  /** Of a micro-front-end, where it differs from the page's. */
  service?: string;
  version?: string;
  context?: Record<string, unknown>;
}

/** One page or route while it lasts. Times are relative. */
export interface View {
  readonly id: string;
  readonly url: string;
  name: string;
  readonly service: string | undefined;
  readonly version: string | undefined;
  readonly referrer: string;
  readonly loadingType: LoadingType;
  readonly startedAt: number;
  endedAt: number | undefined;
  documentVersion: number;
  readonly counts: Record<CountedType, number>;
  readonly context: Context;
  readonly featureFlags: Context;
  patch: ViewPatch;
}

/** The own fields of a view event as they are at the relative time `now`. */
export function snapshot(view: View, now: number) {
  const { counts, patch, loadingType, startedAt, endedAt } = view;
  view.documentVersion += 1;
  return {
    view: {
      ...structuredClone(patch),
      loading_type: loadingType,
      time_spent: toNanoseconds(Math.max(0, (endedAt ?? now) - startedAt)),
      is_active: endedAt === undefined,
      action: { count: counts.action },
      error: { count: counts.error },
      resource: { count: counts.resource },
      long_task: { count: counts.long_task },
      frustration: { count: 0 },
    },
    _dd: { document_version: view.documentVersion },
  };
}
