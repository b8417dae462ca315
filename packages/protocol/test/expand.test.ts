import { expect, it } from 'vitest';
import { expand } from '../src/expand.js';

it('completes an event with what its batch shares, one level deep', () => {
  const shared = { env: 'prod', view: { id: 'v', url: 'u' }, tags: ['a'] };
  expect(expand(shared, { type: 'error', view: { name: 'n' } })).toEqual({
    type: 'error',
    env: 'prod',
    view: { id: 'v', url: 'u', name: 'n' },
    tags: ['a'],
  });
});

it.each([
  ['a plain value', { a: 1 }, { a: 2 }, { a: 2 }],
  ['null', { a: { b: 1 } }, { a: null }, { a: null }],
  ['a list', { a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ['an inner object', { a: { b: { c: 1 } } }, { a: { b: { d: 2 } } }, { a: { b: { d: 2 } } }],
])('lets %s of the event stand', (_, shared, event, complete) => {
  expect(expand(shared, event)).toEqual(complete);
});

it('changes neither part', () => {
  const shared = { view: { id: 'v' } };
  const event = { view: { name: 'n' } };
  expand(shared, event);
  expect([shared, event]).toEqual([{ view: { id: 'v' } }, { view: { name: 'n' } }]);
});
