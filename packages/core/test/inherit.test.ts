import { expect, it } from 'vitest';
import { complete, createKept, inherit, inheritedBy } from '../src/inherit.js';

it('an heir says its own, has the rest of what it inherits, and of objects both', () => {
  const shared = { env: 'prod', view: { id: 'v', url: '/' }, list: [1] };
  const heir = inherit(shared, { type: 'view', view: { url: '/new', time_spent: 1 }, list: [2] });
  expect(inheritedBy(heir)).toBe(shared);
  expect(JSON.parse(JSON.stringify(heir))).toEqual({
    type: 'view',
    view: { id: 'v', url: '/new', time_spent: 1 },
    list: [2],
  });
  expect(complete(heir)).toEqual({
    type: 'view',
    env: 'prod',
    view: { id: 'v', url: '/new', time_spent: 1 },
    list: [2],
  });
  expect(shared.view).toEqual({ id: 'v', url: '/' });
});

it('a plain object inherits nothing', () => {
  expect([inheritedBy({}), inheritedBy(Object.create(null) as object)]).toEqual([
    undefined,
    undefined,
  ]);
});

it('what is made stays until a part of it is another', () => {
  const kept = createKept<{ name: string }>();
  const named = (name: string, part = 1) => kept([name, part], () => ({ name }));
  const first = named('one');
  expect(named('one')).toBe(first);
  expect(named('one', 2)).not.toBe(first);
  expect(named('two', 2)).toEqual({ name: 'two' });
  expect(named('one')).toEqual(first);
});
