import { targetOf } from '@firsthand/core';

export interface ObservedClick {
  event: MouseEvent;
  /** Within a shadow tree, where it was; an event that is over does not tell any more. */
  target: EventTarget | null | undefined;
}

/** Calls `observer` with each click, before the page is told of it. */
export function observeClicks(observer: (click: ObservedClick) => void, signal: AbortSignal): void {
  addEventListener('click', (event) => observer({ event, target: targetOf(event) }), {
    signal,
    capture: true,
  });
}
