import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ATTRIBUTES,
  fieldOf,
  fields,
  TIMINGS,
  type ReplayAnswer,
  type SessionsAnswer,
} from '@firsthand/protocol/query';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO, MEASURE_EXAMPLES } from '../src/openapi/examples.js';
import { seedFolder } from '../src/seed/seed-folder.js';
import { startServer, type Json } from './fixtures.js';

interface Media {
  schema: TSchema;
  example?: unknown;
}
interface Answer {
  description: string;
  content?: Record<string, Media>;
}
interface Operation {
  tags: string[];
  summary: string;
  parameters?: { in: string; name: string; example?: unknown }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, Answer>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: { Field: { anyOf: [{ oneOf: { const: string }[] }, { pattern: string }] } };
  };
}

const FILE = new URL('../../../docs/openapi.json', import.meta.url);
const committed = JSON.parse(readFileSync(FILE, 'utf8')) as Document;
const operations = Object.entries(committed.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);
const TOKEN = 'a token of the operator';
const headers = { authorization: `Bearer ${TOKEN}` };

it('docs/openapi.json is what the server says of itself; else run `pnpm docs:openapi`', async () => {
  const { get } = await startServer();
  expect((await get('openapi.json')).body).toEqual(committed);
});

it('is told to readers alone', async () => {
  const { server } = await startServer({ access: 'token' });
  expect((await server.app.inject('/api/v1/openapi.json')).statusCode).toBe(401);
});

it('is an OpenAPI document', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(committed) as never);
  expect({ valid, errors, version: validator.version }).toEqual({ valid: true, version: '3.1' });
  const broken = structuredClone(committed) as object as { info?: unknown };
  delete broken.info;
  expect((await validator.validate(broken as never)).valid).toBe(false);
});

it('each operation has a summary, an answer with a schema, and refusals', () => {
  expect(operations.length).toBeGreaterThan(20);
  for (const { path, method, summary, tags, responses } of operations) {
    const name = `${method} ${path}`;
    expect([name, summary, tags]).toEqual([name, expect.any(String), [expect.any(String)]]);
    const [[, answer] = [], ...refusals] = Object.entries(responses);
    expect([name, Object.values(answer?.content ?? {})]).toEqual([
      name,
      [{ schema: expect.any(Object) as object }],
    ]);
    for (const status of ['403', '503'])
      expect([name, ...refusals.map(([code]) => code)]).toContain(status);
  }
});

it('each field that can be asked by is named, and what pages define by its beginning', () => {
  const [named, defined] = committed.components.schemas.Field.anyOf;
  expect(named.oneOf.map((field) => field.const)).toEqual(
    fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]),
  );
  const pattern = new RegExp(defined.pattern);
  for (const name of [
    ...ATTRIBUTES.map((root) => `${root}.a.b`),
    `${TIMINGS}a`,
    'contextual',
    'lcp',
    'usr.',
  ])
    expect([name, pattern.test(name)]).toEqual([name, fieldOf(name)?.type === 'attribute']);
});

const REPLAY = '/api/v1/sessions/{id}/replay';
const RECORDS = `${REPLAY}/records`;
/** Of what has no example: a question that runs is in progress.test.ts. */
const OTHERS = ['/api/v1/questions/{id}', REPLAY, RECORDS];

describe('with demo data', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'firsthand-openapi-'));
  const { application } = DEMO;
  const start = () => startServer({ dataDir, adminTokens: { operator: TOKEN } });
  beforeAll(async () => {
    const until = Date.parse('2026-11-30T00:00:00Z');
    const options = { application, days: 5, events: 20_000, seed: 1, until, more: false };
    await seedFolder({ dataDir }, options);
  }, 60_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('each example is answered as it says', async () => {
    const { server } = await start();
    const asked = operations.filter(({ path }) => !OTHERS.includes(path));
    expect(asked).toHaveLength(operations.length - OTHERS.length);
    for (const operation of asked) {
      const { path, method } = operation;
      const request = exampleOf(operation);
      const answer = await server.app.inject({ ...request, method: method.toUpperCase() as 'GET' });
      const { status, type, schema } = answerOf(operation);
      expect([path, answer.statusCode, answer.payload.slice(0, 300)]).toEqual([
        path,
        status,
        expect.any(String),
      ]);
      expect([path, answer.headers['content-type']]).toEqual([path, expect.stringContaining(type)]);
      expect([path, faultsOf(answer, { type, schema })]).toEqual([path, []]);
      if (path.startsWith('/rum/')) expect(answer.json()).toEqual({ accepted: 1, refused: [] });
      if (path.includes('/ask/'))
        expect([path, hasSome(answer.json<Json>())]).toEqual([path, true]);
    }
  });

  it('each measure that is named is a figure', async () => {
    const { server } = await start();
    for (const measure of MEASURE_EXAMPLES) {
      const payload = { ...DEMO, measures: [measure] };
      const answer = await server.app.inject({ method: 'POST', url: '/api/v1/ask/count', payload });
      expect(answer.json()).toEqual({ values: { [measure]: expect.any(Number) as number } });
    }
  });

  it('a replay is told as it says', async () => {
    const { server, get } = await start();
    const { sessions } = (await get<SessionsAnswer>(`sessions?${range}&limit=500`)).body;
    const id = sessions.find(({ has_replay }) => has_replay)?.id ?? '';
    const of = (path: string, query: string) =>
      server.app.inject(`${path.replace('{id}', id)}?${range}${query}`);
    const replay = await of(REPLAY, '');
    expect(faultsOf(replay, answerTo(REPLAY))).toEqual([]);
    const view = replay.json<ReplayAnswer>().segments[0]?.view;
    const records = await of(RECORDS, `&view=${view}`);
    expect(records.payload).toContain('"records"');
    expect(faultsOf(records, answerTo(RECORDS))).toEqual([]);
  });
});

const range = new URLSearchParams(Object.entries(DEMO).map(([name, value]) => [name, `${value}`]));

function answerOf({ responses }: Operation) {
  const [[status, { content = {} }]] = Object.entries(responses) as [[string, Answer]];
  const [[type, { schema }]] = Object.entries(content) as [[string, Media]];
  return { status: Number(status), type, schema };
}

function answerTo(path: string) {
  return answerOf(committed.paths[path]?.['get'] as Operation);
}

/** Where an answer is not as its schema says. */
function faultsOf(
  { payload }: { payload: string },
  { type, schema }: { type: string; schema: TSchema },
) {
  const texts = type.endsWith('ndjson') ? payload.split('\n').filter(Boolean) : [payload];
  const check = Compile(closed(schema));
  return texts.flatMap((text) => check.Errors(JSON.parse(text)));
}

/** The request that the document gives as an example. */
function exampleOf({ path, parameters = [], requestBody, tags }: Operation & { path: string }) {
  const given = parameters.flatMap(({ in: place, name, example }) =>
    example === undefined ? [] : [{ place, name, value: String(example) }],
  );
  const query = given
    .filter(({ place }) => place === 'query')
    .map(({ name, value }) => [name, value]);
  const url = given
    .filter(({ place }) => place === 'path')
    .reduce((full, { name, value }) => full.replace(`{${name}}`, encodeURIComponent(value)), path);
  const [body] = Object.entries(requestBody?.content ?? {});
  return {
    url: `${url}?${new URLSearchParams(query)}`,
    headers: {
      ...(tags[0] === 'Administration' && headers),
      ...(body && { 'content-type': body[0] }),
    },
    ...(body && { payload: body[1].example as string | object }),
  };
}

/** A schema whose objects have what it names and nothing else, unless it says so. */
function closed(schema: unknown): TSchema {
  if (Array.isArray(schema)) return schema.map(closed) as unknown as TSchema;
  if (typeof schema !== 'object' || schema === null) return schema as TSchema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, closed(value)]),
  );
  const isOpen = !Object.keys((inner['properties'] as object | undefined) ?? {}).length;
  return inner['type'] === 'object' && !isOpen ? { additionalProperties: false, ...inner } : inner;
}

/** Whether an answer tells something: a question about nothing would be answered as well. */
function hasSome(answer: Json): boolean {
  return Object.values(answer).some((value) =>
    Array.isArray(value) ? value.length > 0 : typeof value === 'object' && value !== null,
  );
}
