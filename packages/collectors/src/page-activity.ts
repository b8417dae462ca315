import {
  now,
  observeFetch,
  observePerformance,
  observeXhr,
  type CollectorScope,
  type RequestCall,
} from '@firsthand/core';
import { matchesAny, type UrlPattern } from './url-pattern.js';

export interface WaitOptions {
  /** Gives up waiting after this many milliseconds. Default: never */
  maxDuration?: number;
  /** Requests that keep nothing from being finished. */
  excludedActivityUrls?: readonly UrlPattern[] | undefined;
}

/**
 * Waits until no request is pending and nothing has happened for 100 ms, then tells the relative time of the last
 * activity: `undefined` if there was none within the first 100 ms.
 *
 * @returns ends the wait now, and tells what is known so far
 */
export type AwaitQuiet = (
  options: WaitOptions,
  onQuiet: (endedAt: number | undefined) => void,
) => () => void;

interface Wait {
  /** Requests begun since that have not settled. */
  pending: number;
  note(): void;
  /** Looks whether the page is quiet, and when to look again. */
  check(): void;
  /** Without an answer. */
  cancel(): void;
  isExcluded(url: string): boolean;
}

const QUIET = 100;
const EXCLUDED = '[data-rum-excluded-activity]';

/**
 * Judges what the page does after a click or a route change: changes of the DOM, resources, requests. While nobody
 * waits nothing is observed but the start of requests and resources.
 */
export function createPageActivity({ signal, isOwn }: CollectorScope): AwaitQuiet {
  const waits = new Set<Wait>();
  let isObserving = false;

  const beginRequest = ({ url }: RequestCall) => {
    if (!waits.size) return undefined;
    const concerned = Array.from(waits).filter((wait) => !wait.isExcluded(url));
    const add = (change: number) => {
      for (const wait of concerned) {
        wait.pending += change;
        wait.note();
        if (!wait.pending && waits.has(wait)) wait.check();
      }
    };
    add(1);
    return () => add(-1);
  };
  observeFetch(beginRequest, signal);
  observeXhr(beginRequest, signal);

  const mutations = new MutationObserver((records) => {
    if (records.every(({ target }) => isExcludedNode(target))) return;
    for (const wait of waits) wait.note();
  });
  const observe = () => {
    mutations.observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    if (isObserving) return;
    isObserving = true;
    observePerformance<PerformanceResourceTiming>(
      { type: 'resource', buffered: false },
      (entries) => {
        if (!waits.size) return;
        for (const { initiatorType, name } of entries) {
          if (/^(?:fetch|xmlhttprequest|beacon)$/.test(initiatorType) || isOwn(name)) continue;
          for (const wait of waits) if (!wait.isExcluded(name)) wait.note();
        }
      },
      signal,
    );
  };

  const leave = (wait: Wait) => {
    waits.delete(wait);
    if (!waits.size) mutations.disconnect();
  };
  signal.addEventListener('abort', () => waits.forEach((wait) => wait.cancel()), { once: true });

  return ({ maxDuration = Infinity, excludedActivityUrls = [] }, onQuiet) => {
    const startedAt = now();
    let lastAt: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const settle = (endedAt: number | undefined) => {
      wait.cancel();
      onQuiet(endedAt);
    };
    const latest = startedAt + maxDuration;
    const wait: Wait = {
      pending: 0,
      note() {
        lastAt = now();
      },
      check() {
        clearTimeout(timer);
        const at = now();
        // Activity only moves the moment that is waited for, and the last request's end has it looked for again.
        const quietAt = wait.pending ? Infinity : (lastAt ?? startedAt) + QUIET;
        const next = Math.min(quietAt, latest);
        if (at >= next) settle(quietAt > latest ? latest : lastAt);
        else if (next < Infinity) timer = setTimeout(wait.check, next - at);
      },
      cancel() {
        clearTimeout(timer);
        leave(wait);
      },
      isExcluded: (url) => isOwn(url) || matchesAny(excludedActivityUrls, url),
    };
    if (!waits.size) observe();
    waits.add(wait);
    wait.check();
    return () => waits.has(wait) && settle(wait.pending ? now() : lastAt);
  };
}

function isExcludedNode(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement;
  return !!element?.closest(EXCLUDED);
}
