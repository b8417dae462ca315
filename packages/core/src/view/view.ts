import type { Events } from '@firsthand/protocol';
import type { Context } from '../context.js';
import type { History } from '../history.js';
import { copyOf } from '../sanitize.js';
import { toNanoseconds } from '../nanoseconds.js';

type ViewEvent = Events['view'];
export type LoadingType = ViewEvent['view']['loading_type'];
/** What collectors may add to a view. */
export interface ViewPatch {
  view?: Partial<Omit<ViewEvent['view'], 'id' | 'url' | 'referrer'>>;
  display?: Pick<NonNullable<ViewEvent['display']>, 'scroll'>;
  _dd?: Omit<ViewEvent['_dd'], 'document_version'>;
}

/** What a page may say of a view that it starts itself. */
export interface ViewOptions {
  name?: string | undefined;
  /** Its address, absolute or relative to the page's. Default: where the page is */
  url?: string | undefined;
  /**
   * When it began, as of `performance.now()` or `Date.now()`. Not later than the running view: takes that view's place,
   * as after a redirect. Default: now
   */
  startTime?: number | undefined;
  /** Of a micro-front-end, where it differs from the page's. */
  service?: string | undefined;
  version?: string | undefined;
  context?: object | undefined;
}

/** An address, in the parts that a view is named by. */
export type Place = Pick<Location, 'href' | 'pathname' | 'hash'>;

/** One page or route while it lasts. Times are relative. */
export interface View {
  readonly id: string;
  url: string;
  /** By the time since when it had them. */
  readonly names: History<string>;
  service: string | undefined;
  version: string | undefined;
  readonly referrer: string;
  readonly loadingType: LoadingType;
  readonly startedAt: number;
  /** Epoch time of its start. */
  readonly date: number;
  endedAt: number | undefined;
  documentVersion: number;
  readonly counts: Record<'action' | 'error' | 'resource' | 'long_task' | 'frustration', number>;
  readonly context: Context;
  readonly featureFlags: Context;
  /** Said by the page, in nanoseconds; goes before what was measured. */
  loadingTime: number | undefined;
  readonly patch: ViewPatch;
  /** Relative time since when a replay of it is sent: its events from then on say so. */
  replayedSince?: number;
}

/** The own fields of a view event as they are at the relative time `now`. */
export function snapshot(view: View, now: number) {
  const { counts, loadingType, loadingTime, startedAt, endedAt } = view;
  const patch = copyOf(view.patch);
  view.documentVersion += 1;
  return {
    ...patch,
    view: {
      ...patch.view,
      ...(loadingTime !== undefined && { loading_time: loadingTime }),
      loading_type: loadingType,
      time_spent: toNanoseconds(Math.max(0, (endedAt ?? now) - startedAt)),
      is_active: endedAt === undefined,
      action: { count: counts.action },
      error: { count: counts.error },
      resource: { count: counts.resource },
      long_task: { count: counts.long_task },
      frustration: { count: counts.frustration },
    },
    _dd: { ...patch._dd, document_version: view.documentVersion },
  };
}
