import { expect, it } from 'vitest';
import { groupUrl } from '../src/view/group-url.js';

it.each([
  ['/', '/'],
  ['/cart', '/cart'],
  ['/product/42', '/product/?'],
  ['/product/8f3a-77/edit', '/product/?/edit'],
  ['/api/v2/users/9', '/api/v2/users/?'],
  ['/a1/', '/?/'],
  ['/list#/item/7', '/list#/item/?'],
  ['/list#page7', '/list#?'],
])('groups %s as %s', (path, name) => {
  expect(groupUrl(path)).toBe(name);
});

it('takes no longer than a long path is', () => {
  // A regular expression that looks for a digit from each letter on would take minutes.
  const path = `/${'a'.repeat(300_000)}`;
  expect(groupUrl(path)).toBe(path);
});
