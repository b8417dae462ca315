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
