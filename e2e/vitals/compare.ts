import { differences } from './differences.js';
import type { Journey } from './journey.js';
import { vitalsBetween } from './oracle.js';
import {
  vitalsOf,
  type LoadReport,
  type StoredView,
  type VitalName,
  type Vitals,
} from './vitals.js';

/** Compares views with what was said of the loads of their pages, both in order. @returns what differs */
export type Compare = (
  journey: Journey,
  views: readonly StoredView[],
  loads: readonly LoadReport[],
) => string[];

/** Each view with the library, of pages whose route does not change. */
export const compareVisits: Compare = ({ targets = {}, ignore = {} }, views, loads) => {
  const visits = loads.flatMap((load) => load.visits);
  if (views.length !== visits.length) return [`${views.length} views of ${visits.length} visits`];
  return views.flatMap((view, index) => {
    const { startedAt = 0, vitals = {} } = visits[index] ?? {};
    const isLast = index === views.length - 1;
    const isRestored = startedAt > 0;
    // Of a page that comes back the library says 0, and we nothing.
    const { TTFB, ...others } = isLast ? withTargets(vitals, targets) : vitals;
    return differences(vitalsOf(view), isRestored ? others : { TTFB, ...others }, {
      ignored: namesIn(ignore),
      isRestored,
    });
  });
};

function withTargets(vitals: Vitals, targets: NonNullable<Journey['targets']>): Vitals {
  const known = { ...vitals };
  for (const name of namesIn(targets)) {
    const [vital, target] = [vitals[name], targets[name]];
    if (vital) known[name] = { ...vital, target };
  }
  return known;
}

const namesIn = (record: Partial<Record<VitalName, unknown>>) => Object.keys(record) as VitalName[];

/** CLS and INP of each view of a page with the browser's entries of its time, and the rest of the first with the library. */
export const compareRoutes: Compare = ({ ignore = {} }, views, [load]) => {
  if (!load) return ['nothing was said of the page'];
  return views.flatMap((view, index) => {
    const since = (at: number | undefined) => (at ?? Infinity) - load.timeOrigin;
    const isFirst = index === 0;
    const own = vitalsOf(view);
    const [from, to] = [isFirst ? 0 : since(view.date), since(views[index + 1]?.date)];
    const expected: Vitals = {
      ...(isFirst && load.visits[0]?.vitals),
      ...vitalsBetween(load.raw, from, to),
    };
    // Of a view that was over before anything was painted there is none.
    if (to < (load.visits[0]?.vitals.FCP?.value ?? Infinity)) delete expected.CLS;
    // Paints of route changes are another matter, and the entries tell of no parts.
    const ofLoad: VitalName[] = isFirst ? [] : ['TTFB', 'FCP', 'LCP'];
    const inp = own.INP && { ...own.INP, parts: undefined };
    const ignored = [...namesIn(ignore), ...ofLoad];
    return differences({ ...own, INP: inp }, expected, { ignored }).map(
      (difference) => `${view.view.name} ${difference}`,
    );
  });
};
