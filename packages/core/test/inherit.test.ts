import { expect, it } from 'vitest';
import { complete, createSteady, inherit, inheritedBy } from '../src/inherit.js';

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

it('an object stays the one it was until the next says something else', () => {
  const steady = createSteady<{ id: number; name?: string }>();
  const first = steady({ id: 1 });
  expect(steady({ id: 1 })).toBe(first);
  expect(steady({ id: 1, name: 'one' })).toEqual({ id: 1, name: 'one' });
  expect(steady({ id: 1 })).not.toBe(first);
});
