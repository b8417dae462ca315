import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commonSchema, eventSchemas } from '../../packages/protocol/src/index.js';
import { schemaFaults } from '../../packages/testing/src/schema-faults.js';
import { completeConfig } from '../../packages/server/src/config.js';
import { document, fieldsOf, RETENTION, withTables } from '../privacy-doc.mjs';

const PURPOSES = ['usage', 'speed', 'errors', 'segments', 'traces', 'identity', 'yours'];

describe.each(Object.entries({ common: commonSchema, ...eventSchemas }))('%s', (_, schema) => {
  it('each field says what it is and what it is for', () => {
    const fields = fieldsOf(schema).filter(({ path }) => path !== 'type');
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter(({ about }) => !about)).toEqual([]);
    expect(fields.filter(({ purpose }) => !PURPOSES.includes(purpose ?? ''))).toEqual([]);
  });
});

it('docs/privacy.md is what the schemas say; else run `pnpm docs:privacy`', () => {
  const text = readFileSync(document, 'utf8');
  expect(text).toBe(withTables(text, { commonSchema, eventSchemas }));
  for (const purpose of PURPOSES) expect(text).toContain(`- _${purpose}_`);
});

it('each type is kept as long as the server’s configuration says', () => {
  const { retention } = completeConfig({});
  expect(Object.keys(RETENTION)).toEqual(Object.keys(eventSchemas));
  expect(Object.keys(retention)).toEqual(expect.arrayContaining(Object.values(RETENTION)));
  const { figures, ...ofTypes } = retention;
  expect(new Set(Object.values(ofTypes))).toEqual(new Set([30]));
  expect(Math.floor(figures / 30)).toBe(13);
});

it('a field that says nothing is found, at any depth', () => {
  const schema = {
    type: 'object',
    properties: {
      said: { type: 'string', description: 'said' },
      list: {
        type: 'array',
        description: 'a list',
        items: { type: 'object', properties: { silent: { type: 'number' } } },
      },
    },
  };
  expect(fieldsOf(schema).filter(({ about }) => !about)).toMatchObject([{ path: 'list[].silent' }]);
});

it('a field that the SDK never writes is left out, and found where a test has it written', () => {
  const told = fieldsOf(eventSchemas.error).map(({ path }) => path);
  expect(told).toContain('error.message');
  expect(told).not.toContain('error.id');
  expect(schemaFaults({ type: 'error', error: { id: '1' } } as { type: string })).toContain(
    '/error/id is written by others alone',
  );
});
