import { guarded } from '../guard.js';

type EventMap = WindowEventMap &
  DocumentEventMap &
  XMLHttpRequestEventMap &
  // https://wicg.github.io/page-lifecycle/ https://wicg.github.io/nav-speculation/ https://html.spec.whatwg.org/#navigation-interface
  Record<'freeze' | 'resume' | 'prerenderingchange' | 'currententrychange', Event> &
  IDBOpenDBRequestEventMap;

/** Listeners by the type of their events. */
export type Listeners = { [Type in keyof EventMap]?: (event: EventMap[Type]) => void };

interface ListenOptions {
  /** Default: as long as the target is there */
  signal?: AbortSignal;
  capture?: boolean;
  once?: boolean;
  passive?: boolean;
}

/**
 * Listens until `signal` aborts, outside every zone. What a listener throws does not get out. Listeners of window and
 * document outlive `document.open()`.
 */
export function listen(
  target: EventTarget,
  listeners: Listeners,
  options: ListenOptions = {},
): void {
  const { signal, once } = options;
  if (signal?.aborted) return;
  for (const [type, listener] of Object.entries(listeners)) {
    const hear = guarded((event: Event) => {
      if (once) renewals.delete(add);
      (listener as (event: Event) => void)(event);
    });
    const add = () => addListener(target, [type, hear, options]);
    add();
    if (signal && (target === globalThis || target === document)) renewUntil(add, signal);
  }
}

/** One listener for events of several types. */
export function forTypes<Type extends keyof EventMap>(
  types: readonly Type[],
  listener: (event: EventMap[Type]) => void,
): Listeners {
  return Object.fromEntries(types.map((type) => [type, listener]));
}

/** Runs `work` when `signal` aborts; never if it already has. */
export function onAbort(signal: AbortSignal, work: () => void): void {
  addListener(signal, ['abort', guarded(work), { once: true }]);
}

/** Calls `listener` after `document.open()` has emptied the document. */
export function onDocumentOpen(listener: () => void, signal: AbortSignal): void {
  if (!signal.aborted) renewUntil(guarded(listener), signal);
}

/** By the browser's own method, which zone.js keeps beside its own. */
export function addListener(
  target: EventTarget,
  given: Parameters<EventTarget['addEventListener']>,
): void {
  const { __zone_symbol__addEventListener: unzoned, addEventListener } =
    EventTarget.prototype as EventTarget & {
      __zone_symbol__addEventListener?: EventTarget['addEventListener'];
    };
  Reflect.apply(unzoned ?? addEventListener, target, given);
}

/** What puts listeners back that `document.open()` took away. */
const renewals = /* @__PURE__ */ new Map<() => void, MutationObserver>();

/** It removes all listeners, but no observer of mutations: https://html.spec.whatwg.org/#document-open-steps */
const renewUntil = /* @__PURE__ */ guarded((renew: () => void, signal: AbortSignal) => {
  const [present] = renewals.values();
  const observer = present ?? new MutationObserver(renewAll);
  if (!present) observer.observe(document, { childList: true });
  renewals.set(renew, observer);
  onAbort(signal, () => {
    renewals.delete(renew);
    if (!renewals.size) observer.disconnect();
  });
});

/** A listener that is still there is not added twice. */
function renewAll(): void {
  for (const renew of renewals.keys()) renew();
}
