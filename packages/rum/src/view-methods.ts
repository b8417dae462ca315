import {
  sanitize,
  toNanoseconds,
  type Attributes,
  type RunningRum,
  type ViewOptions,
} from '@firsthand/core';
import { relativeTime, type Calls } from './early-calls.js';
import { ownContext } from './own-context.js';

/** What a page may say of its views. Calls before `init` are kept, with the time at which they were made. */
export interface ViewMethods {
  /** Ends the running view and starts another. With `trackViewsManually` the first is the page's initial view. */
  startView(nameOrOptions?: string | ViewOptions): void;
  /** Renames the running view; events from then on bear the name. */
  setViewName(name: string): void;
  /** Attributes of the running view and of its events. */
  setViewContext(context: object): void;
  setViewContextProperty(key: string, value: unknown): void;
  /** A copy; empty while no view runs. */
  getViewContext(): Attributes;
  /**
   * Marks a moment of the running view.
   *
   * @param name characters other than letters, digits and `_.@$-` become `_`
   * @param time when it was: milliseconds since the page's time origin (`performance.now()`) or since the Unix
   *   epoch (`Date.now()`). Default: now
   */
  addTiming(name: string, time?: number): void;
  /** Says that the running view is loaded now. */
  setViewLoadingTime(): void;
  /** Says which variant of a flag the running view got; rides on its snapshots and errors. */
  addFeatureFlagEvaluation(flag: string, value: unknown): void;
}

/** What a page says of its first view before that has started is kept, so many times. */
const MAX_HELD = 100;

export function viewMethods(
  { now, whenRunning }: Calls,
  view: () => RunningRum['view'],
): ViewMethods {
  const held = new WeakMap<RunningRum, ViewCall[]>();
  /** With the running view, or with the first as soon as the page has started it. */
  const whenViewing = (call: ViewCall) =>
    whenRunning((rum) => {
      const waiting = held.get(rum);
      if (rum.view) call(rum.view, rum);
      else if (waiting) waiting.push(...(waiting.length < MAX_HELD ? [call] : []));
      else {
        const calls = [call];
        held.set(rum, calls);
        rum.onViewStart((started) => calls.splice(0).forEach((kept) => kept(started, rum)));
      }
    });
  return {
    startView(nameOrOptions) {
      const options =
        typeof nameOrOptions === 'string' ? { name: nameOrOptions } : (nameOrOptions ?? {});
      const madeAt = now();
      const startTime = Number(options.startTime ?? madeAt);
      whenRunning((rum) => {
        const at = relativeTime(rum, startTime);
        rum.startView(options, at <= madeAt ? at : madeAt);
      });
    },
    setViewName(name) {
      const at = now();
      whenViewing(({ names }, rum) => {
        names.start(String(name), at);
        rum.touchView();
      });
    },
    setViewContext(context) {
      const at = now();
      const given = ownContext(context).context ?? {};
      whenViewing((view) => view.context.set(given, at));
    },
    setViewContextProperty(key, value) {
      const at = now();
      const given = sanitize(value);
      whenViewing((view) => view.context.setProperty(key, given, at));
    },
    getViewContext: () => view()?.context.get() ?? {},
    addTiming(name, time = now()) {
      whenViewing(({ startedAt }, rum) => {
        const at = relativeTime(rum, time);
        const key = String(name).replace(/[^\w.@$-]/g, '_');
        const timing = toNanoseconds(Math.max(0, at - startedAt));
        rum.updateView({ view: { custom_timings: { [key]: timing } } });
      });
    },
    setViewLoadingTime() {
      const at = now();
      whenViewing((view, rum) => {
        view.loadingTime = toNanoseconds(Math.max(0, at - view.startedAt));
        rum.touchView();
      });
    },
    addFeatureFlagEvaluation(flag, value) {
      const at = now();
      const given = sanitize(value);
      whenViewing((view, rum) => {
        view.featureFlags.setProperty(flag, given, at);
        rum.touchView();
      });
    },
  };
}

type ViewCall = (view: NonNullable<RunningRum['view']>, rum: RunningRum) => void;
