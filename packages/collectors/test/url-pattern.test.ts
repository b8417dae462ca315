import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { firstMatch, matchesAny, neverFits, type UrlPattern } from '../src/url-pattern.js';

afterEach(() => void vi.unstubAllGlobals());

describe('an address', () => {
  it.each<[address: string, url: string, isMatch: boolean]>([
    ['https://api.example.com', 'https://api.example.com/', true],
    ['https://api.example.com', 'https://api.example.com/carts?id=1#top', true],
    ['https://API.example.com:443', 'https://api.example.com/carts', true],
    ['https://api.example.com', 'https://api.example.com.evil.tld/', false],
    ['https://api.example.com', 'https://api.example.com@evil.tld/', false],
    ['https://api.example.com', 'https://api.example.com:8443/', false],
    ['https://api.example.com:8443', 'https://api.example.com:84/', false],
    ['https://api.example.com:84', 'https://api.example.com:8443/', false],
    ['https://api.example.com', 'http://api.example.com/', false],
    ['https://api.example.com', 'https://user@api.example.com/', true],
    ['https://api.example.com', 'https://evil.tld/https://api.example.com', false],
    ['https://api.example', 'https://api.example.com/', false],
    ['https://a.test/api', 'https://a.test/api', true],
    ['https://a.test/api', 'https://a.test/api/', true],
    ['https://a.test/api', 'https://a.test/api/carts', true],
    ['https://a.test/api', 'https://a.test/api?id=1', true],
    ['https://a.test/api', 'https://a.test/apix', false],
    ['https://a.test/api', 'https://a.test/api&x', false],
    ['https://a.test/api', 'https://a.test/other/api', false],
    ['https://a.test/api/', 'https://a.test/api/carts', true],
    ['https://a.test/api/', 'https://a.test/api', false],
    ['https://a.test/api/', 'https://a.test/api/../admin', false],
    ['https://a.test/api?op=', 'https://a.test/api?op=Cart', true],
    ['https://a.test/api?op=', 'https://a.test/api/x?op=Cart', false],
    ['https://a.test/api?op=', 'https://a.test/api?x&op=Cart', false],
    ['https://a.test/api#part', 'https://a.test/api', true],
    ['app://one', 'app://one/api', true],
    ['app://one', 'app://two/api', false],
    ['blob:', 'blob:https://a.test/0', true],
    ['/api', 'https://page.test/api/carts', true],
    ['/api', 'https://other.test/api/carts', false],
    ['//other.test/api', 'https://other.test/api', true],
    ['https://', 'https://other.test/', false],
    ['https:', 'https://other.test/', false],
    ['*', 'https://other.test/', false],
    ['other.test', 'https://other.test/', false],
    ['https://a.test', 'a.test', false],
  ])('%s, of %s: %s', (address, url, isMatch) => {
    vi.stubGlobal('location', new URL('https://page.test/shop/?x=1#y'));
    expect(matchesAny([address], url)).toBe(isMatch);
    expect(matchesAny([/nothing/, address], url)).toBe(isMatch);
  });

  it('needs no page', () => {
    expect(matchesAny(['https://a.test/'], 'https://a.test/x')).toBe(true);
    expect(matchesAny(['/'], 'https://a.test/x')).toBe(false);
  });

  it('on a page without an address of its own is still one', () => {
    vi.stubGlobal('location', { href: 'about:srcdoc', origin: 'null' });
    expect(matchesAny(['https://a.test/'], 'https://a.test/x')).toBe(true);
    expect(matchesAny(['/'], 'https://a.test/x')).toBe(false);
  });
});

describe('an expression', () => {
  it('finds something, each time, and remembers nothing', () => {
    const pattern = /api/g;
    expect(matchesAny([pattern], 'https://a.test/api')).toBe(true);
    expect(matchesAny([pattern], 'https://a.test/api')).toBe(true);
    expect(pattern.lastIndex).toBe(0);
    expect(matchesAny([pattern], 'https://a.test/')).toBe(false);
  });

  it("may be another frame's", () => {
    const pattern = runInNewContext('/api/') as RegExp;
    expect(pattern).not.toBeInstanceOf(RegExp);
    expect(matchesAny([pattern], 'https://a.test/api')).toBe(true);
    expect(firstMatch([pattern], 'https://a.test/api')).toBe(pattern);
  });
});

it('a function decides', () => {
  expect(matchesAny([(url) => url.endsWith('x')], 'https://a.test/x')).toBe(true);
  expect(matchesAny([(url) => url.endsWith('x')], 'https://a.test/')).toBe(false);
});

it.each<[string, unknown]>([
  [
    'a function that throws',
    () => {
      throw new Error('no');
    },
  ],
  ['undefined', undefined],
  ['null', null],
  ['a number', 5],
  ['an object', {}],
  ['a list', ['https://a.test/']],
  ['options without a pattern', { match: undefined }],
  [
    'options that throw',
    {
      get match() {
        throw new Error('no');
      },
    },
  ],
])('%s fits nothing, and the next is asked', (_, pattern) => {
  expect(matchesAny([pattern as UrlPattern], 'https://a.test/x')).toBe(false);
  const options = { match: 'https://a.test/', size: 1 };
  expect(firstMatch([pattern as UrlPattern, options], 'https://a.test/x')).toBe(options);
});

it('options may be inherited', () => {
  const options = new (class {
    get match() {
      return 'https://a.test/';
    }
  })();
  expect(firstMatch([options], 'https://a.test/x')).toBe(options);
});

describe('an address that no request can have', () => {
  it.each<[unknown, boolean]>([
    ['api.example.com', true],
    ['api.example.com/v1', true],
    ['localhost:8080/api', true],
    ['https://*.example.com/', true],
    ['*.example.com', true],
    ['https://', true],
    [5, true],
    [{}, true],
    [null, true],
    [{ match: 'api.example.com' }, true],
    ['https://api.example.com', false],
    ['https://localhost:8080/api', false],
    ['app://one', false],
    ['/api/', false],
    ['./api', false],
    ['api/', false],
    ['//api.example.com', false],
    [/nothing/, false],
    [runInNewContext('/nothing/'), false],
    [() => false, false],
    [{ match: '/api' }, false],
  ])('%s: %s', (candidate, isNone) => {
    vi.stubGlobal('location', new URL('https://page.test/shop/'));
    expect(neverFits(candidate as UrlPattern)).toBe(isNone);
  });
});
