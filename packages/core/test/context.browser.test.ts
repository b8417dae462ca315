import { expect, it } from 'vitest';
import { createContext, createContexts } from '../src/context.js';

/** A moment that is neither now nor when this returns. */
async function later(): Promise<number> {
  const wait = () => new Promise((resolve) => setTimeout(resolve, 2));
  await wait();
  const moment = performance.now();
  await wait();
  return moment;
}

it('a context answers as it was at the time', async () => {
  const context = createContext();
  const empty = await later();
  context.set({ cart: 1 });
  const first = await later();
  context.setProperty('cart', 2);
  context.setProperty('vip', true);
  const second = await later();
  context.removeProperty('vip');
  const third = await later();
  context.clear();
  expect([empty, first, second, third, await later()].map(context.find)).toEqual([
    {},
    { cart: 1 },
    { cart: 2, vip: true },
    { cart: 2 },
    {},
  ]);
});

it('what the page changes later, or changes in an answer, does not show', () => {
  const context = createContext();
  const given = { list: [1] };
  context.set(given);
  given.list.push(2);
  (context.get()['list'] as number[]).push(3);
  expect(context.get()).toEqual({ list: [1] });
});

it.each([['a text'], [7], [null], [undefined], [[1]]])('%j as a context gives none', (value) => {
  const context = createContext();
  context.set({ a: 1 });
  context.set(value as unknown as Record<string, unknown>);
  expect(context.get()).toEqual({});
});

it('names and ids of people and accounts are texts, whatever was given', () => {
  const { user, account } = createContexts();
  user.set({ id: 42, name: null, email: 'a@b.test', plan: 7 });
  account.set({ id: 9n });
  expect([user.get(), account.get()]).toEqual([
    { id: '42', email: 'a@b.test', plan: 7 },
    { id: '9' },
  ]);
});

it('what is known first counts for what happened before', async () => {
  const context = createContext();
  const before = await later();
  context.set({ id: 'ann' });
  context.backdate();
  expect(context.find(before)).toEqual({ id: 'ann' });
});

it('what this page has set is not mixed with what an earlier page kept of another person', () => {
  const { signal } = new AbortController();
  const kept = '{"id":"ann","email":"ann@a.test"}';
  const persisted = (prepare: (context: ReturnType<typeof createContext>) => void) => {
    localStorage.setItem('firsthand.user.test', kept);
    const context = createContext();
    prepare(context);
    context.persist('user.test', signal);
    return context.get();
  };
  expect(persisted((context) => context.set({ id: 'bob' }))).toEqual({ id: 'bob' });
  expect(persisted((context) => context.clear())).toEqual({});
  expect(persisted((context) => context.setProperty('plan', 'pro'))).toEqual({
    ...(JSON.parse(kept) as object),
    plan: 'pro',
  });
  localStorage.clear();
});
