/**
 * What a page has inline, so that the SDK may come later and never holds it up: `FIRSTHAND` keeps the calls that are
 * made meanwhile, with their time, and errors that nothing catches. When the script is slow, blocked or fails, nothing
 * else happens. Compiled on its own, to less than 1 KB (docs/script-tag.md); it imports nothing.
 */
((url: string, integrity: string) => {
  const scope = window as unknown as Page;
  // An element of that name is none.
  if (scope.FIRSTHAND?.['init']) return;
  const MAX_KEPT = 100;
  const calls: [method: string, given: unknown[], at: number][] = [];
  const uncaught: Event[] = [];
  const keep =
    (method: string) =>
    (...given: unknown[]) => {
      if (calls.length < MAX_KEPT) calls.push([method, given, performance.now()]);
    };
  const observe = (event: Event) => {
    if (uncaught.length < MAX_KEPT) uncaught.push(event);
  };
  const types = ['error', 'unhandledrejection'];
  for (const type of types) addEventListener(type, observe);
  scope.FIRSTHAND = {
    calls,
    uncaught,
    stop() {
      for (const type of types) removeEventListener(type, observe);
    },
    init: keep('init'),
    onReady: keep('onReady'),
    rum: new Proxy({}, { get: (_, method) => keep(method as string) }),
  };
  const script = document.createElement('script');
  script.async = true;
  script.crossOrigin = 'anonymous';
  script.integrity = integrity;
  script.nonce = document.currentScript?.nonce ?? '';
  try {
    // A page that enforces trusted types allows it by `trusted-types firsthand-snippet`.
    const policy = scope.trustedTypes?.createPolicy?.('firsthand-snippet', {
      createScriptURL: (given) => given,
    });
    script.src = policy?.createScriptURL(url) ?? url;
    document.head.append(script);
  } catch (error) {
    console.error('Firsthand: the script is not allowed here:', error);
  }
})('FIRSTHAND_URL', 'FIRSTHAND_INTEGRITY');

interface Page {
  FIRSTHAND?: Record<string, unknown>;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL: (url: string) => string },
    ): { createScriptURL(url: string): string };
  };
}
