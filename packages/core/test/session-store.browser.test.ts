import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSessionStore } from '../src/session/session-store.js';

const session = { id: 'one', startedAt: 1e12, activeAt: 1e12 + 1, events: 3 };
const KEY = 'firsthand.session';
const clear = () => {
  localStorage.clear();
  document.cookie = `${KEY}=;path=/;max-age=0`;
};

beforeEach(clear);
afterEach(() => {
  vi.restoreAllMocks();
  clear();
});

const places = () => ({
  local: localStorage.getItem(KEY) !== null,
  cookie: document.cookie.includes(KEY),
});

describe('a session is kept', () => {
  it.each([
    ['in local storage by default', {}, { local: true, cookie: false }],
    [
      'in a cookie where that comes first',
      { sessionPersistence: ['cookie', 'local-storage'] as const },
      { local: false, cookie: true },
    ],
    [
      'in a cookie across subdomains',
      { trackSessionAcrossSubdomains: true },
      { local: false, cookie: true },
    ],
    [
      'in memory alone where that is asked',
      { sessionPersistence: 'memory' as const },
      { local: false, cookie: false },
    ],
  ])('%s', (_, options, where) => {
    const store = createSessionStore(options);
    expect(places()).toEqual({ local: false, cookie: false });
    store.write(session);
    expect([store.read(), places()]).toEqual([session, where]);
    expect(store.isErased()).toBe(false);
    clear();
    expect(store.isErased()).toBe(where.local || where.cookie);
  });

  it('in a cookie where local storage is blocked', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const store = createSessionStore({});
    store.write(session);
    expect([store.read(), places()]).toEqual([session, { local: false, cookie: true }]);
  });

  it('in memory where everything is blocked', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    vi.spyOn(Document.prototype, 'cookie', 'get').mockReturnValue('');
    const store = createSessionStore({});
    store.write(session);
    expect(store.read()).toEqual(session);
  });
});

it('a second tab reads what the first wrote', () => {
  createSessionStore({}).write(session);
  expect(createSessionStore({}).read()).toEqual(session);
});

it.each([
  '',
  'x',
  '{',
  'null',
  '[]',
  '{"id":1}',
  '{"id":"a","startedAt":"now","activeAt":1,"events":0}',
])('a spoilt session (%s) is none', (text) => {
  localStorage.setItem(KEY, text);
  expect(createSessionStore({}).read()).toBeUndefined();
});

it('storage that fills up later leaves the session to this tab’s memory', () => {
  const store = createSessionStore({});
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  store.write(session);
  expect([store.read(), store.isErased()]).toEqual([session, false]);
});

it('storage is tried under a name of its own: what another tab has just stored stays', () => {
  const { setItem } = Storage.prototype;
  const written: string[] = [];
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(function (this: Storage, key, value) {
    written.push(key);
    // The other tab comes in between.
    if (key !== KEY) setItem.call(this, KEY, JSON.stringify(session));
    setItem.call(this, key, value);
  });
  const store = createSessionStore({});
  expect(store.read()).toEqual(session);
  expect(written).not.toContain(KEY);
  expect(Object.keys(localStorage)).toEqual([KEY]);
});

it('storage that throws wherever it is touched leaves the session to memory', () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(denied);
  vi.spyOn(Document.prototype, 'cookie', 'get').mockImplementation(denied);
  vi.spyOn(Document.prototype, 'cookie', 'set').mockImplementation(denied);
  const store = createSessionStore({ trackSessionAcrossSubdomains: true });
  store.write(session);
  expect([store.read(), store.isErased()]).toEqual([session, false]);
});
