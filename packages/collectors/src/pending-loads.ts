import {
  absoluteUrl,
  attributeOf,
  boundsOf,
  forTypes,
  getter,
  isElement,
  listen,
  matches,
  method,
  now,
  onAbort,
} from '@firsthand/core';

/** What loads by an element that is put into the page. */
const LOADING = 'img,link[rel=stylesheet][href],iframe[src],head>script[src]';
/** What loads again by another address: a script that has begun does not. */
const RELOADING = 'img,link[rel=stylesheet],iframe';
const ADDRESSES = new Set(['src', 'srcset', 'href']);
/** Elements that are followed at once. */
const MAX_ELEMENTS = 200;
/** Longest time that one is waited for, in milliseconds: not each that looks like it will load, as one that is moved. */
const PATIENCE = 30_000;

const allIn = /* @__PURE__ */ method(() => Element.prototype, 'querySelectorAll');
const isConnected = /* @__PURE__ */ getter(() => Node.prototype, 'isConnected');

interface Load {
  /** Relative time. */
  begunAt: number;
  over: AbortController;
}

/**
 * Follows what elements load, by their own events: no wrapper sees it begin, and its timing is told when it is over.
 *
 * @param onSettled told of each that has loaded or failed
 */
export function createPendingLoads(onSettled: (url: string) => void, signal: AbortSignal) {
  const loads = new Map<Element, Load>();

  const settle = (element: Element) => {
    loads.get(element)?.over.abort();
    loads.delete(element);
  };
  const clear = () => {
    for (const element of loads.keys()) settle(element);
  };
  onAbort(signal, clear);
  const follow = (element: Element) => {
    if (loads.has(element) || loads.size >= MAX_ELEMENTS || isOver(element)) return;
    const over = new AbortController();
    loads.set(element, { begunAt: now(), over });
    const onEnd = () => {
      settle(element);
      onSettled(addressOf(element));
    };
    listen(element, forTypes(['load', 'error'], onEnd), { signal: over.signal });
  };
  const followIn = (node: Node) => {
    if (!isElement(node)) return;
    if (matches(node, LOADING)) follow(node);
    allIn(node, LOADING).forEach(follow);
  };

  return {
    /** Looks for elements that load in what has changed. */
    find(records: readonly MutationRecord[]): void {
      for (const { target, addedNodes, attributeName } of records) {
        addedNodes.forEach(followIn);
        if (ADDRESSES.has(attributeName ?? '') && isElement(target) && matches(target, RELOADING))
          follow(target);
      }
    },
    /** Until when to wait for what began after a relative time, at the latest; `-Infinity` when there is nothing. */
    pendingUntil(since: number, isExcluded: (url: string) => boolean): number {
      const pending = [...loads].filter(
        ([element, { begunAt }]) =>
          begunAt >= since &&
          !isOver(element) &&
          isAwaited(element) &&
          !isExcluded(addressOf(element)),
      );
      return Math.max(...pending.map(([, { begunAt }]) => begunAt + PATIENCE));
    },
    clear,
  };
}

/** What was taken away tells of no end. */
function isOver(element: Element): boolean {
  const { complete, sheet } = element as Partial<HTMLImageElement & HTMLLinkElement>;
  return !!complete || !!sheet || !isConnected(element);
}

/** A lazy picture that nobody sees may never begin to load. */
function isAwaited(element: Element): boolean {
  if (attributeOf(element, 'loading') !== 'lazy') return true;
  const { top, bottom } = boundsOf(element);
  return bottom > 0 && top < window.innerHeight;
}

function addressOf(element: Element): string {
  return absoluteUrl(attributeOf(element, 'src') ?? attributeOf(element, 'href') ?? '');
}
