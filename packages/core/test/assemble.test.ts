import { expect, it } from 'vitest';
import { createAssembler } from '../src/assemble.js';
import type { Context, Contexts } from '../src/context.js';
import { createHistory } from '../src/history.js';
import { complete, inheritedBy } from '../src/inherit.js';
import type { View } from '../src/view/view.js';

const saying = (attributes: object) => ({ find: () => attributes }) as unknown as Context;
const contexts: Contexts = {
  global: saying({ plan: 'pro' }),
  user: saying({ id: 'jane' }),
  account: saying({}),
};
const FACTS = {};
const names = createHistory<string>();
names.start('/', -Infinity);
const view = {
  id: 'v',
  url: 'https://shop.test/',
  names,
  context: saying({ step: 1 }),
  featureFlags: saying({}),
} as unknown as View;
const assemble = createAssembler({
  identity: { applicationId: 'app', env: 'test' },
  clock: { toEpoch: (at: number) => at } as Parameters<typeof createAssembler>[0]['clock'],
  contexts,
  facts: () => FACTS,
  mayIdentify: () => true,
});
const error = (at: number, of = view) =>
  assemble(
    { type: 'error', data: { error: { message: 'no' } }, at },
    { sessionId: 's', isInSample: true, view: of, actions: [] },
  );

it('events that say the same inherit it from one object', () => {
  const [one, other] = [error(1), error(2)];
  expect(inheritedBy(one)).toBe(inheritedBy(other));
  expect(complete(other)).toEqual({
    type: 'error',
    date: 2,
    source: 'browser',
    application: { id: 'app' },
    env: 'test',
    session: { id: 's', type: 'user' },
    view: { id: 'v', url: 'https://shop.test/', name: '/' },
    context: { plan: 'pro', step: 1 },
    usr: { id: 'jane' },
    error: { message: 'no' },
  });
});

it('an event with a fact that the earlier one had not does not', () => {
  const one = error(1);
  const replayed = error(2, { ...view, replayedSince: 0 });
  const other = error(3, { ...view, context: saying({ step: 2 }) });
  expect(new Set([one, replayed, other].map(inheritedBy)).size).toBe(3);
  expect(replayed.session).toEqual({ id: 's', type: 'user', has_replay: true });
  expect(other).toMatchObject({ context: { plan: 'pro', step: 2 } });
});

it('an event of another view does not', () => {
  const one = error(1);
  const other = error(2, { ...view, id: 'w' });
  expect(inheritedBy(other)).not.toBe(inheritedBy(one));
  expect([one.view.id, other.view.id]).toEqual(['v', 'w']);
});

it('an event bears the name that its view had then, and says from when on it is replayed', () => {
  const renamed = createHistory<string>();
  renamed.start('/', -Infinity);
  renamed.start('/cart', 5);
  const of = { ...view, names: renamed, replayedSince: 7 };
  expect([4, 6, 8].map((at) => error(at, of))).toMatchObject([
    { view: { name: '/' }, session: { id: 's', type: 'user' } },
    { view: { name: '/cart' } },
    { view: { name: '/cart' }, session: { has_replay: true } },
  ]);
  expect(error(6, of).session).not.toHaveProperty('has_replay');
});
