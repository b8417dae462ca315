import { afterEach, describe, expect, it, vi } from 'vitest';
import { patternInHistory } from '../src/next/pattern-in-history.js';
import { patternOf } from '../src/next/pattern-of.js';

describe('from path and parameters', () => {
  it.each<[path: string, params: Parameters<typeof patternOf>[1], pattern: string]>([
    ['/', null, '/'],
    ['/about', {}, '/about'],
    ['/about/', {}, '/about'],
    ['/user/7', { id: '7' }, '/user/[id]'],
    ['/user/7/', { id: '7' }, '/user/[id]'],
    ['/en/user/en', { lang: 'en', id: 'en' }, '/[lang]/user/[id]'],
    ['/docs/a/b', { rest: ['a', 'b'] }, '/docs/[...rest]'],
    ['/docs', { rest: undefined }, '/docs'],
    ['/docs', { rest: [] }, '/docs'],
    ['/docs', { rest: '' }, '/docs'],
    ['/', { rest: [''] }, '/'],
    ['/shop/a/7/b', { path: ['a'], id: '7', tail: ['b'] }, '/shop/[...path]/[id]/[...tail]'],
    ['/user/7', { other: '8' }, '/user/7'],
    // A value that is a folder's name as well.
    ['/shop/shop', { category: 'shop' }, '/shop/[category]'],
    ['/en/docs/en', { lang: 'en', page: 'en' }, '/[lang]/docs/[page]'],
    ['/users/users/edit', { id: 'users' }, '/users/[id]/edit'],
    ['/blog/2024/blog', { slug: 'blog' }, '/blog/2024/[slug]'],
    ['/a/b/a/b', { rest: ['a', 'b'] }, '/a/b/[...rest]'],
    ['/a/a/a/a', { rest: ['a', 'a'] }, '/a/a/[...rest]'],
    ['/a/a/a/a', { one: 'a', rest: ['a', 'a'] }, '/a/[one]/[...rest]'],
    ['/7/7/7', { a: '7', b: '7', c: '7' }, '/[a]/[b]/[c]'],
    // Encoded, in one way or another.
    ['/tag/a%20b', { tag: 'a%20b' }, '/tag/[tag]'],
    ['/tag/a%20b', { tag: 'a b' }, '/tag/[tag]'],
    ['/caf%C3%A9/1', { city: 'caf%C3%A9', id: '1' }, '/[city]/[id]'],
    ['/caf%c3%a9/1', { city: 'café', id: '1' }, '/[city]/[id]'],
    ['/@me', { user: '%40me' }, '/[user]'],
    ['/a%2Fb/c', { rest: ['a%2Fb', 'c'] }, '/[...rest]'],
    ['/100%25', { rate: '100%25' }, '/[rate]'],
    ['/100%25', { rate: '100%' }, '/[rate]'],
    ['/100%', { rate: '100%' }, '/[rate]'],
    ['/a%2520b', { text: 'a%20b' }, '/[text]'],
    // Not in the order of the path: names that are numbers, and parallel routes.
    ['/en/7', { 1: '7', lang: 'en' }, '/[lang]/[1]'],
    ['/user/7', { id: '7', panel: 'chat' }, '/user/[id]'],
    ['/user/7', { lang: 'en', id: '7' }, '/user/[id]'],
  ])('%s with %j is %s', (path, params, pattern) => {
    expect(patternOf(path, params)).toBe(pattern);
  });
});

describe('as the router knows it', () => {
  afterEach(() => void vi.unstubAllGlobals());

  /** A tree of segments, each the only child of the one before. */
  const treeOf = ([segment, ...below]: unknown[]): unknown => [
    segment,
    below.length ? { children: treeOf(below) } : {},
    null,
    null,
  ];
  const patternOfTree = (pathname: string, tree: unknown) => {
    vi.stubGlobal('history', { state: { __NA: true, __PRIVATE_NEXTJS_INTERNALS_TREE: tree } });
    return patternInHistory(pathname);
  };

  it.each<[path: string, segments: unknown[], pattern: string | undefined]>([
    ['/', [], '/'],
    ['/about/', ['about'], '/about'],
    ['/shop/shop', [['shop', 'shop', 'd', null], 'shop'], '/[shop]/shop'],
    ['/en/docs/en', [['lang', 'en', 'd'], 'docs', 'en'], '/[lang]/docs/en'],
    ['/users/7', ['(app)', 'users', '(tabs)', ['id', '7', 'd']], '/users/[id]'],
    ['/a/b/a/b', [['rest', 'a/b/a/b', 'c']], '/[...rest]'],
    ['/docs', ['docs', ['slug', '', 'oc']], '/docs/[[...slug]]'],
    ['/docs/a/b', ['docs', ['slug', 'a/b', 'oc']], '/docs/[[...slug]]'],
    ['/caf%C3%A9/a%2Fb', ['café', ['id', 'a%2Fb', 'd']], '/café/[id]'],
    // Rewritten, intercepted, or not yet there.
    ['/user/7', [['lang', 'en', 'd'], 'user', ['id', '7', 'd']], undefined],
    ['/photo/7', ['feed', '(.)photo', ['id', '7', 'd']], undefined],
    ['/feed/7', ['feed', ['id', '7', 'di(.)']], undefined],
    ['/next', ['before'], undefined],
  ])('%s of %j is %s', (path, segments, pattern) => {
    const tree = treeOf(['', ...segments, '__PAGE__']);
    expect(patternOfTree(path, tree)).toBe(pattern);
    expect(patternOfTree(path, { tree, renderedSearch: '' })).toBe(pattern);
    expect(patternOfTree(path, treeOf(['', ...segments, '__PAGE__?{"a":"1"}']))).toBe(pattern);
  });

  it('in the slot that shows the path, that of the children first', () => {
    const user = ['user', { children: treeOf([['id', '7', 'd'], '__PAGE__']) }];
    const panel = treeOf([['all', 'user/7', 'c'], '__PAGE__']);
    expect(patternOfTree('/user/7', ['', { panel, children: user }])).toBe('/user/[id]');
    const none = ['__DEFAULT__', {}];
    expect(patternOfTree('/user/7', ['', { children: none, panel }])).toBe('/[...all]');
  });

  it.each([
    undefined,
    null,
    5,
    'text',
    [],
    [''],
    ['', null],
    { tree: null },
    ['', { children: 5 }],
  ])('not where Next.js keeps %j', (tree) => {
    expect(patternOfTree('/', tree)).toBeUndefined();
  });

  it('not where there is no state', () => {
    vi.stubGlobal('history', { state: null });
    expect(patternInHistory('/')).toBeUndefined();
  });
});
