import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as catalogue from '../../packages/protocol/src/query/index.js';
import { attributesOf } from '../../packages/server/src/store/attributes.js';
import type { RumEvent } from '../../packages/protocol/src/index.js';
import { document, rowOf, sectionsOf, withTables } from '../fields-doc.mjs';

const text = readFileSync(document, 'utf8');

it('docs/fields.md is what the catalogue says; else run `pnpm docs:fields`', () => {
  expect(text).toBe(withTables(text, catalogue));
});

it('each field is in one table, which has a row for it', () => {
  const all = [...sectionsOf(catalogue.fields).values()].flat();
  expect(all.map(({ name }) => name).toSorted()).toEqual(
    catalogue.fields.map(({ name }) => name).toSorted(),
  );
  for (const field of all) {
    expect(text).toContain(`| ${rowOf(field).join(' | ')} |`);
    expect(field.label).not.toMatch(/[|\n]/);
  }
});

it('each attribute that pages define is named, and entered as deep as the page says', () => {
  for (const root of catalogue.ATTRIBUTES) expect(text).toContain(`\`${root}.*\``);
  expect(text).toContain(`\`${catalogue.TIMINGS}*\``);
  const context = {
    cart: { voucher: { code: 'a', by: { id: 1 } } },
    size: 10,
    ['n'.repeat(193)]: 1,
    long: 'x'.repeat(600),
  };
  const event = { type: 'action', context } as unknown as RumEvent;
  expect(attributesOf(event).attributes).toEqual({
    'context.cart.voucher.code': 'a',
    'context.cart.voucher.by': '{"id":1}',
    'context.size': '10',
    'context.long': 'x'.repeat(500),
  });
  const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`a${index}`, index]));
  const { attributes } = attributesOf({ type: 'action', context: many } as unknown as RumEvent);
  expect(Object.keys(attributes)).toHaveLength(100);
});
