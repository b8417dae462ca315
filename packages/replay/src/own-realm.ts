/** What rrweb looks at, and finds unaltered where the page has left it alone. */
const ACCESSORS: [owner: () => object, name: string][] = [
  [() => Node.prototype, 'childNodes'],
  [() => ShadowRoot.prototype, 'host'],
  [() => Element.prototype, 'shadowRoot'],
];

/**
 * Starts rrweb without the frame that it would make and whose realm it would keep for as long as the page lasts: it takes
 * the `Element` of every page for altered, looking for `querySelector` among its accessors.
 * https://github.com/rrweb-io/rrweb/pull/1802
 */
export function inOwnRealm<T>(start: () => T): T {
  if (!isUnaltered()) return start();
  const { createElement } = document;
  const own = Object.getOwnPropertyDescriptor(document, 'createElement');
  const frame = Object.assign(createElement.call(document, 'span'), { contentWindow: window });
  document.createElement = (name: string, options?: ElementCreationOptions) =>
    name === 'iframe' ? frame : createElement.call(document, name, options);
  try {
    return start();
  } finally {
    if (own) Object.defineProperty(document, 'createElement', own);
    else Reflect.deleteProperty(document, 'createElement');
    // Not by `remove`, which old libraries replace.
    frame.parentNode?.removeChild(frame);
  }
}

function isUnaltered(): boolean {
  return (
    !('Zone' in globalThis) &&
    isNative(MutationObserver) &&
    ACCESSORS.every(([owner, name]) =>
      isNative(Object.getOwnPropertyDescriptor(owner(), name)?.get),
    )
  );
}

function isNative(method: unknown): boolean {
  return (
    typeof method === 'function' && /\[native code\]/.test(Function.prototype.toString.call(method))
  );
}
