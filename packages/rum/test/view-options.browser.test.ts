import type { RumEvent } from '@firsthand/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRum, type Rum } from '../src/index.js';

let rum: Rum;
let seen: RumEvent[];

beforeEach(() => {
  seen = [];
  rum = createRum();
  rum.init({
    applicationId: 'app',
    collectors: [],
    // Sees everything, and sends nothing.
    beforeSend: (event) => {
      seen.push(structuredClone(event));
      return false;
    },
  });
});
afterEach(() => rum.destroy());

async function views(): Promise<RumEvent['view'][]> {
  await rum.flush();
  return seen.filter((event) => event.type === 'view').map(({ view }) => view);
}

it.each([Infinity, NaN, Date.now() + 60_000, 'soon' as unknown as number])(
  'a view that is said to start at %s starts now',
  async (startTime) => {
    rum.startView({ name: 'odd', startTime });
    const said = Date.now();
    await rum.flush();
    const odd = seen.find(({ view }) => view.name === 'odd');
    expect(Math.abs((odd?.date ?? 0) - said)).toBeLessThan(50);
  },
);

it.each<[string, unknown]>([
  ['null', null],
  ['an address that is none', { url: 'http://[' }],
  ['a number', 5],
  ['a list', []],
])('a view of %s is one of the page', async (_, given) => {
  rum.startView(given as string);
  const told = await views();
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  expect(new Set(told.map(({ url }) => url))).toEqual(new Set([`${location.origin}/`]));
});
