export interface ObservedClick {
  event: MouseEvent;
  /** Within a shadow tree, where it was; an event that is over does not tell any more. */
  target: EventTarget | undefined;
}

/** Calls `observer` with each click, before the page is told of it. */
export function observeClicks(observer: (click: ObservedClick) => void, signal: AbortSignal): void {
  addEventListener(
    'click',
    (event) => {
      const [target] = event.composedPath();
      observer({ event, target });
    },
    { signal, capture: true },
  );
}
