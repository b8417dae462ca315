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

/** What loads by an element that is put into the page, or is given another address. */
const LOADING = 'img,link[rel=stylesheet],iframe[src],head>script[src]';
const ADDRESSES = new Set(['src', 'srcset', 'href']);
/** Elements that are followed at once. */
const MAX_ELEMENTS = 200;

const allIn = /* @__PURE__ */ method(() => Element.prototype, 'querySelectorAll');
const isConnected = /* @__PURE__ */ getter(() => Node.prototype, 'isConnected');

interface Load {
  /** Relative time. */
  begunAt: number;
  over: AbortController;
}

/** Follows what elements load, by their own events: no wrapper sees it begin, and its timing is told when it is over. */
export function createPendingLoads(onSettled: (url: string) => void, signal: AbortSignal) {
  const loads = new Map<Element, Load>();

  const settle = (element: Element) => {
    loads.get(element)?.over.abort();
    loads.delete(element);
  };
  const follow = (element: Element) => {
    if (loads.has(element) || loads.size >= MAX_ELEMENTS || !isLoading(element)) return;
    const over = new AbortController();
    loads.set(element, { begunAt: now(), over });
    const onEnd = () => {
      settle(element);
      onSettled(addressOf(element));
    };
    listen(element, forTypes(['load', 'error'], onEnd), { signal: over.signal });
  };

  /** What was taken away tells of no end. */
  const forgetSettled = (): boolean => {
    const { size } = loads;
    for (const element of loads.keys()) if (!isLoading(element)) settle(element);
    return loads.size < size;
  };
  const clear = () => {
    for (const element of loads.keys()) settle(element);
  };
  onAbort(signal, clear);
  return {
    /** Looks for elements that load in what has changed. @returns whether others are waited for no more */
    find(records: readonly MutationRecord[]): boolean {
      const isFewer = forgetSettled();
      for (const { type, target, addedNodes, attributeName } of records) {
        const isAddress = type === 'attributes' && ADDRESSES.has(attributeName ?? '');
        for (const node of isAddress ? [target] : addedNodes) {
          if (!isElement(node)) continue;
          if (matches(node, LOADING)) follow(node);
          if (!isAddress) allIn(node, LOADING).forEach(follow);
        }
      }
      return isFewer;
    },
    /** Whether something loads that began after a relative time. */
    isLoading(since: number, isExcluded: (url: string) => boolean): boolean {
      forgetSettled();
      return [...loads].some(
        ([element, { begunAt }]) =>
          begunAt >= since && !isExcluded(addressOf(element)) && isAwaited(element),
      );
    },
    clear,
  };
}

function isLoading(element: Element): boolean {
  if (!isConnected(element)) return false;
  const { complete, sheet } = element as Partial<HTMLImageElement & HTMLLinkElement>;
  return !complete && !sheet;
}

/** A lazy picture that nobody sees may never load. */
function isAwaited(element: Element): boolean {
  if (attributeOf(element, 'loading') !== 'lazy') return true;
  const { top, bottom } = boundsOf(element);
  return bottom > 0 && top < window.innerHeight;
}

function addressOf(element: Element): string {
  return absoluteUrl(attributeOf(element, 'src') ?? attributeOf(element, 'href') ?? '');
}
