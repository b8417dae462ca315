import { toNanoseconds, type Attributes, type RunningRum, type ViewOptions } from '@firsthand/core';
import { relativeTime, type Calls } from './early-calls.js';

/** What a page may say of its views. Calls before `init` are kept, with the time at which they were made. */
export interface ViewMethods {
  /** Ends the running view and starts another. With `trackViewsManually` the first is the page's initial view. */
  startView(nameOrOptions?: string | ViewOptions): void;
  /** Renames the running view; events from then on bear the name. */
  setViewName(name: string): void;
  /** Attributes of the running view and of its events. */
  setViewContext(context: Attributes): void;
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

export function viewMethods(
  { now, whenRunning }: Calls,
  view: () => RunningRum['view'],
): ViewMethods {
  return {
    startView(nameOrOptions = {}) {
      const options = typeof nameOrOptions === 'string' ? { name: nameOrOptions } : nameOrOptions;
      const madeAt = now();
      const startTime = Number(options.startTime ?? madeAt);
      whenRunning((rum) => {
        const at = relativeTime(rum, startTime);
        rum.startView(options, at <= madeAt ? at : madeAt);
      });
    },
    setViewName: (name) =>
      whenRunning((rum) => {
        if (rum.view) rum.view.name = String(name);
        rum.touchView();
      }),
    setViewContext(context) {
      const at = now();
      whenRunning(({ view }) => view?.context.set(context, at));
    },
    setViewContextProperty(key, value) {
      const at = now();
      whenRunning(({ view }) => view?.context.setProperty(key, value, at));
    },
    getViewContext: () => view()?.context.get() ?? {},
    addTiming(name, time = now()) {
      whenRunning((rum) => {
        if (!rum.view) return;
        const at = relativeTime(rum, time);
        const key = String(name).replace(/[^\w.@$-]/g, '_');
        const timing = toNanoseconds(Math.max(0, at - rum.view.startedAt));
        rum.updateView({ view: { custom_timings: { [key]: timing } } });
      });
    },
    setViewLoadingTime() {
      const at = now();
      whenRunning((rum) => {
        if (rum.view) rum.view.loadingTime = toNanoseconds(at - rum.view.startedAt);
        rum.touchView();
      });
    },
    addFeatureFlagEvaluation(flag, value) {
      const at = now();
      whenRunning((rum) => {
        rum.view?.featureFlags.setProperty(flag, value, at);
        rum.touchView();
      });
    },
  };
}
