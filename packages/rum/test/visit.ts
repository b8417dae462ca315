import { expand, type RumEvent } from '@firsthand/protocol';
import { afterEach, beforeEach, vi } from 'vitest';
import { createRum, type Rum } from '../src/index.js';
import type { RumConfiguration } from '../src/configuration.js';

// Vitest takes an error for a fault of the test where no listener is registered by the page's own method.
addEventListener('error', () => {});

/** What leaves the page, what it stores and what ids it makes, from now until `restore`. */
export function watchPage() {
  const requests: { url: string; body: string; headers: Headers }[] = [];
  const written: string[] = [];
  let ids = 0;
  let isOffline = false;
  const originals = { fetch: globalThis.fetch, CompressionStream: globalThis.CompressionStream };
  globalThis.fetch = async (input, init) => {
    const { url } = new Request(input, init);
    if (isOffline) throw new TypeError('Failed to fetch');
    requests.push({ url, body: String(init?.body), headers: new Headers(init?.headers) });
    return new Response('{"accepted":1,"refused":[]}', { status: 202 });
  };
  // Bodies are read here.
  Reflect.deleteProperty(globalThis, 'CompressionStream');
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, value) {
    written.push(key);
    setItem.call(this, key, value);
  };
  const open = vi.spyOn(indexedDB, 'open');
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true,
    get: () => cookie?.get?.call(document) as string,
    set(text: string) {
      if (!/max-age=0/.test(text)) written.push('cookie');
      cookie?.set?.call(document, text);
    },
  });
  for (const name of ['getRandomValues', 'randomUUID'] as const) {
    const original = crypto[name].bind(crypto) as (...args: unknown[]) => never;
    vi.spyOn(crypto, name).mockImplementation((...args: unknown[]) => {
      ids += 1;
      return original(...args);
    });
  }
  return {
    requests,
    /** Whether every request fails. */
    set isOffline(value: boolean) {
      isOffline = value;
    },
    /** Names of what was stored. */
    get written() {
      return [...written, ...open.mock.calls.map(([name]) => name)];
    },
    /** How many ids were made. */
    get ids() {
      return ids;
    },
    /** Events that were sent to the intake. */
    get sent(): RumEvent[] {
      return requests
        .filter(({ url }) => url.endsWith('/v1/events'))
        .flatMap(({ body }) => read(body));
    },
    restore() {
      Object.assign(globalThis, originals);
      Storage.prototype.setItem = setItem;
      if (cookie) Object.defineProperty(Document.prototype, 'cookie', cookie);
      vi.restoreAllMocks();
    },
  };
}

function read(body: string): RumEvent[] {
  const [head = '{}', ...lines] = body.split('\n');
  const { shared } = JSON.parse(head) as { shared: Record<string, unknown> };
  return lines.map(
    (line) => expand(shared, JSON.parse(line) as Record<string, unknown>) as unknown as RumEvent,
  );
}

/** An instance as a page has it. */
export function visit(configuration: Partial<RumConfiguration> = {}) {
  const rum = createRum();
  rum.init({ applicationId: 'app', endpoint: '/rum-of-tests', ...configuration });
  return rum;
}

/** Pages without storage, each watched; what was started on one ends with its test. */
export function useVisits() {
  let page: ReturnType<typeof watchPage>;
  let rum: Rum | undefined;
  beforeEach(() => {
    localStorage.clear();
    page = watchPage();
  });
  afterEach(() => {
    rum?.destroy();
    page.restore();
    Reflect.deleteProperty(navigator, 'globalPrivacyControl');
  });
  return {
    get page() {
      return page;
    },
    start: (configuration: Partial<RumConfiguration>) => (rum = visit(configuration)),
    /** Messages of the errors that were sent. */
    messages: () =>
      page.sent.flatMap((event) => (event.type === 'error' ? [event.error.message] : [])),
    /** Of each error that was sent its message, its user and its account. */
    users: () =>
      page.sent.flatMap((event) =>
        event.type === 'error' ? [[event.error.message, event.usr?.id, event.account?.id]] : [],
      ),
    /** What the browser says by Global Privacy Control. */
    optOut: (value: boolean) =>
      Object.defineProperty(navigator, 'globalPrivacyControl', { value, configurable: true }),
  };
}

/** Keys of local storage. */
export const STORED = {
  session: 'firsthand.session',
  global: 'firsthand.global.app',
  user: 'firsthand.user.app',
  account: 'firsthand.account.app',
};
