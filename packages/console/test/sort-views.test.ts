import { expect, it } from 'vitest';
import { sortViews, type Order } from '../src/pages/overview/sort-views.js';

const view = (name: string, views: number, lcp_p75: number | null) => ({
  name,
  views,
  errors: 0,
  error_rate: 0,
  lcp_p75,
  inp_p75: null,
  cls_p75: null,
});
const views = [view('b', 1, 300), view('a', 3, null), view('c', 2, 100)];

it.each<[Order['field'], boolean, string]>([
  ['name', false, 'abc'],
  ['name', true, 'cba'],
  ['views', true, 'acb'],
  ['lcp_p75', true, 'bca'],
  ['lcp_p75', false, 'cba'],
])('by %s, descending: %s, gives %s; without a figure comes last', (field, descending, order) => {
  expect(
    sortViews(views, { field, descending })
      .map(({ name }) => name)
      .join(''),
  ).toBe(order);
});
