import {
  clearTimer,
  closest,
  isElement,
  now,
  observeFetch,
  observePerformance,
  observeXhr,
  onAbort,
  parentElementOf,
  setTimer,
  type CollectorScope,
  type RequestCall,
  type Timer,
} from '@firsthand/core';
import { createPendingLoads } from './pending-loads.js';
import { observeTrees } from './shadow-trees.js';
import { matchesAny, type UrlPattern } from './url-pattern.js';

export interface WaitOptions {
  /** Gives up waiting after this many milliseconds. Default: never */
  maxDuration?: number;
  /** Requests that keep nothing from being finished. */
  excludedActivityUrls?: readonly UrlPattern[] | undefined;
  /**
   * Of a page that loads: requests that began before are waited for as well, and so is what this is given to call.
   * Default: it does not load
   */
  untilLoaded?: (onLoaded: () => void) => void;
}

/**
 * Waits until no request is pending and nothing has happened for 100 ms, then tells the relative time of the last
 * activity: `undefined` if there was none within the first 100 ms.
 *
 * @returns ends the wait now, and tells what is known so far
 */
type AwaitQuiet = (
  options: WaitOptions,
  onQuiet: (endedAt: number | undefined) => void,
) => () => void;

export interface PageActivity {
  awaitQuiet: AwaitQuiet;
  /** Calls `listener` with each resource that has loaded since the first wait, but for requests of scripts and our own. */
  onResource(listener: (entry: PerformanceResourceTiming) => void): void;
}

interface Wait {
  /** Changes how many things are pending that must end first. */
  add(change: number): void;
  note(): void;
  /** Something that was pending is over. */
  noteEnd(): void;
  /** Without an answer. */
  cancel(): void;
  isExcluded(url: string): boolean;
}

/** The page is quiet when nothing has happened for as long, in milliseconds. */
export const QUIET = 100;
const EXCLUDED = '[data-rum-excluded-activity]';

/**
 * Judges what the page does after a click or a route change: changes of the DOM, resources, requests. While nobody
 * waits nothing is observed but requests and resources.
 */
export function createPageActivity({ signal, isOwn }: CollectorScope): PageActivity {
  const waits = new Set<Wait>();
  const resourceListeners: ((entry: PerformanceResourceTiming) => void)[] = [];
  /** Requests that have not settled, and what waits for them. */
  const underway = new Map<RequestCall, Set<Wait>>();
  let isObserving = false;

  const beginRequest = (call: RequestCall) => {
    const concerned = new Set([...waits].filter((wait) => !wait.isExcluded(call.url)));
    underway.set(call, concerned);
    for (const wait of concerned) wait.add(1);
    return () => {
      underway.delete(call);
      for (const wait of concerned) wait.add(-1);
    };
  };
  observeFetch(beginRequest, signal);
  observeXhr(beginRequest, signal);

  const loads = createPendingLoads((url) => {
    for (const wait of waits) if (!wait.isExcluded(url)) wait.noteEnd();
  }, signal);
  const trees = observeTrees((records) => {
    const counting = records.filter(({ target }) => !isExcludedNode(target));
    if (!counting.length) return;
    loads.find(counting);
    for (const wait of waits) wait.note();
  }, signal);
  const observe = () => {
    trees.observe();
    if (isObserving) return;
    isObserving = true;
    observePerformance<PerformanceResourceTiming>(
      { type: 'resource', buffered: false },
      (entries) => {
        for (const entry of entries) {
          const { initiatorType, name } = entry;
          if (/^(?:fetch|xmlhttprequest|beacon)$/.test(initiatorType) || isOwn(name)) continue;
          for (const wait of waits) if (!wait.isExcluded(name)) wait.note();
          for (const listener of resourceListeners) listener(entry);
        }
      },
      signal,
    );
  };

  const leave = (wait: Wait) => {
    waits.delete(wait);
    if (waits.size) return;
    trees.disconnect();
    loads.clear();
  };
  onAbort(signal, () => waits.forEach((wait) => wait.cancel()));

  const awaitEarlier = (wait: Wait) => {
    for (const [{ url }, concerned] of underway) {
      if (wait.isExcluded(url)) continue;
      concerned.add(wait);
      wait.add(1);
    }
  };

  const page: Page = {
    waits,
    trees,
    loads,
    isOwn,
    join(wait) {
      if (!waits.size) observe();
      waits.add(wait);
    },
    awaitEarlier,
    leave,
  };
  return {
    awaitQuiet: (options, onQuiet) => startWait(page, options, onQuiet),
    onResource: (listener) => void resourceListeners.push(listener),
  };
}

/** What a wait is part of. */
interface Page {
  waits: ReadonlySet<Wait>;
  trees: ReturnType<typeof observeTrees>;
  loads: ReturnType<typeof createPendingLoads>;
  isOwn: (url: string) => boolean;
  join(wait: Wait): void;
  leave(wait: Wait): void;
  /** Has it wait for requests that began before, too. */
  awaitEarlier(wait: Wait): void;
}

/** @returns ends the wait now */
function startWait(
  page: Page,
  { maxDuration = Infinity, excludedActivityUrls = [], untilLoaded }: WaitOptions,
  onQuiet: (endedAt: number | undefined) => void,
): () => void {
  const startedAt = now();
  let pending = 0;
  let lastAt: number | undefined;
  let timer: Timer | undefined;

  const settle = (endedAt: number | undefined) => {
    wait.cancel();
    onQuiet(endedAt);
  };
  const latest = startedAt + maxDuration;
  /** When it is to be looked again. */
  let due = Infinity;
  const look = () => {
    // The page was busy, and what it was about to do comes after this.
    if (now() - due > QUIET / 2) lookAfter(QUIET);
    else check();
  };
  const lookAfter = (time: number) => {
    due = now() + time;
    timer = setTimer(look, time);
  };
  const check = () => {
    clearTimer(timer);
    const at = now();
    // Activity only moves the moment that is waited for, and the last request's end has it looked for again.
    const quietAt = pending
      ? Infinity
      : Math.max(
          (lastAt ?? startedAt) + QUIET,
          page.loads.pendingUntil(startedAt, wait.isExcluded),
        );
    const next = Math.min(quietAt, latest);
    if (at >= next && at < latest && page.trees.observe()) {
      // What came with them was not seen.
      wait.note();
      lookAfter(QUIET);
    } else if (at >= next) settle(quietAt > latest ? latest : lastAt);
    else if (next < Infinity) lookAfter(next - at);
  };
  const checkIfQuiet = () => {
    if (!pending && page.waits.has(wait)) check();
  };
  const wait: Wait = {
    add(change) {
      pending += change;
      wait.noteEnd();
    },
    note() {
      lastAt = now();
    },
    noteEnd() {
      wait.note();
      checkIfQuiet();
    },
    cancel() {
      clearTimer(timer);
      page.leave(wait);
    },
    isExcluded: (url) => page.isOwn(url) || matchesAny(excludedActivityUrls, url),
  };
  page.join(wait);
  if (untilLoaded) {
    page.awaitEarlier(wait);
    pending += 1;
    untilLoaded(() => {
      pending -= 1;
      checkIfQuiet();
    });
  }
  check();
  return () => {
    if (page.waits.has(wait)) settle(pending ? now() : lastAt);
  };
}

function isExcludedNode(node: Node): boolean {
  const element = isElement(node) ? node : parentElementOf(node);
  return !!element && !!closest(element, EXCLUDED);
}
