import { expect, it } from 'vitest';
import { lookOf } from '../src/pages/session/event-types.js';

it.each(['constructor', '__proto__', 'toString', 'cart'])(
  'a type %s looks like a point',
  (type) => {
    expect(lookOf(type)).toMatchObject({ label: type, color: 'grape' });
  },
);

it('a known type has its own look', () => {
  expect(lookOf('error')).toMatchObject({ label: 'Error', color: 'red' });
});
