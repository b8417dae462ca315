import type { RequestCall } from '@firsthand/core';
import { schemaFaults } from '@firsthand/testing';
import { describe, expect, it } from 'vitest';
import { graphQlErrors, graphQlOf, type GraphQlUrl } from '../src/requests/graphql.js';

const call = (body: unknown, { url = 'https://api.test/graphql', method = 'POST' } = {}) =>
  ({
    url,
    method,
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    startedAt: 0,
    carriesHeaders: true,
    header: () => null,
    addHeaders: () => {},
    onSent: () => {},
    about: {},
  }) satisfies RequestCall;

const get = (params: Record<string, string>) =>
  call(undefined, {
    method: 'GET',
    url: `https://api.test/graphql?${new URLSearchParams(params)}`,
  });

const urls: GraphQlUrl[] = ['https://api.test/graphql'];
const asked: GraphQlUrl[] = [{ match: 'https://api.test/graphql', trackPayload: true }];
const ofQuery = (query: unknown, operationName?: unknown) =>
  graphQlOf(urls, call({ query, operationName }))?.graphql;

describe('a GraphQL request is named by', () => {
  it.each<[string, RequestCall, object | undefined]>([
    [
      'its operation name',
      call({ query: 'query Cart { cart { id } }', operationName: 'Cart' }),
      { operationType: 'query', operationName: 'Cart' },
    ],
    [
      'the name in its text',
      call({ query: 'mutation Pay($id: ID!) { pay(id: $id) }' }),
      { operationType: 'mutation', operationName: 'Pay' },
    ],
    [
      'its type alone',
      call({ query: 'subscription { ticks }' }),
      { operationType: 'subscription' },
    ],
    [
      'query, where it says nothing',
      call({ query: '{ cart { id } }' }),
      { operationType: 'query' },
    ],
    [
      'the first of a batch',
      call([{ query: 'query One { a }' }, { query: 'query Two { b }' }]),
      { operationType: 'query', operationName: 'One' },
    ],
    [
      'its address, of a GET',
      get({ query: 'mutation Q { x }', operationName: 'Q' }),
      { operationType: 'mutation', operationName: 'Q' },
    ],
    [
      'its name alone, of a persisted query',
      call({ operationName: 'Saved', extensions: { persistedQuery: { version: 1 } } }),
      { operationName: 'Saved' },
    ],
    ['its name alone, of a persisted GET', get({ operationName: 'G' }), { operationName: 'G' }],
    ['nothing, of a query that is known by its id', call({ documentId: 'x' }), {}],
    ['nothing, where the query is no text', call({ query: 5 }), {}],
    ['nothing, where the body is no JSON', call('query X { a }'), undefined],
    ['nothing, where the body is null', call(null), undefined],
    ['nothing, where the body is a number', call(5), undefined],
    ['nothing, where the body is a JSON text', call('"query X { a }"'), undefined],
    ['nothing, of an empty batch', call([]), undefined],
    ['nothing, of a batch of nothing', call([null]), undefined],
    ['nothing, where the body is no text', call(undefined), undefined],
    [
      'nothing, of a GET that asks nothing',
      call(undefined, { method: 'GET', url: 'https://api.test/graphql' }),
      undefined,
    ],
    [
      'nothing, at another address',
      call({ query: '{ x }' }, { url: 'https://other.test/' }),
      undefined,
    ],
  ])('%s', (_, request, graphql) => {
    expect(graphQlOf(urls, request)?.graphql).toEqual(graphql);
  });
});

describe('the operation that runs is found', () => {
  it.each<[string, document: string, type: string | undefined, name?: string]>([
    ['after a comment', '# query Not\r\nmutation Real { x }', 'mutation', 'Real'],
    ['after a comment with a line separator', '# a\u2028query Not {\n{ x }', 'query'],
    ['after a comment with braces', '# { "\nmutation Real { x }', 'mutation', 'Real'],
    [
      'beside a fragment of its name',
      'fragment query on T { id } mutation S { s }',
      'mutation',
      'S',
    ],
    [
      'before fragments',
      'subscription S { ...mutation } fragment mutation on T { id }',
      'subscription',
      'S',
    ],
    ['whatever its strings say', '{ find(tag: "mutation Evil { \\" } #") { id } }', 'query'],
    ['whatever its block strings say', '{ a(b: """ } mutation E { \\""" "" """) { id } }', 'query'],
    [
      'after a description',
      '"""docs\nquery Not {"""\nsubscription On { on }',
      'subscription',
      'On',
    ],
    ['after a short description', '"" mutation On { on }', 'mutation', 'On'],
    ['whatever its fields are called', '{ query { mutation { id } } }', 'query'],
    ['with a directive alone', 'query @live { a }', 'query'],
    ['with variables alone', 'query($id: ID!) { a(id: $id) }', 'query'],
    [
      'whatever its variables are by default',
      'mutation M($a: In = {query: {x: [1]}}) @d(a: {b: 1}) { a }',
      'mutation',
      'M',
    ],
    ['named as a keyword', 'mutation query { a }', 'mutation', 'query'],
    ['without any space', 'query A{a}', 'query', 'A'],
    ['after commas and a byte order mark', '\uFEFF,query,A{a}', 'query', 'A'],
    ['not, where several have no name that is asked', 'query A { a } mutation B { b }', undefined],
    ['not, in fragments', 'fragment F on T { id }', undefined],
    ['not, in definitions of types', 'type query { a: Int } schema { query: query }', undefined],
    ['not, in no GraphQL', 'mutation', undefined],
    ['not, in what closes before it opens', '} mutation X { a }', undefined],
    ['not, in a string without an end', '{ a(b: """ mutation X { } } mutation Y { y }', 'query'],
    ['not, in no text', '', undefined],
  ])('%s', (_, document, operationType, operationName) => {
    expect(ofQuery(document)).toEqual({
      ...(operationType && { operationType }),
      ...(operationName && { operationName }),
    });
  });

  it('by its name, among several', () => {
    const several = 'query A { a } mutation B { b } subscription C { c }';
    expect(ofQuery(several, 'B')).toEqual({ operationType: 'mutation', operationName: 'B' });
    expect(ofQuery(several, 'D')).toEqual({ operationName: 'D' });
    expect(ofQuery('mutation { a }', 'Label')).toEqual({
      operationType: 'mutation',
      operationName: 'Label',
    });
  });

  it.each([null, { x: 1 }, 5, '', ['N'], true])('not by a name such as %j', (operationName) => {
    expect(ofQuery('query N { a }', operationName)).toEqual({
      operationType: 'query',
      operationName: 'N',
    });
  });

  it('in a long document, and not in one that is too long to know', () => {
    const long = `query Long { ${'field '.repeat(20_000)} }`;
    expect(ofQuery(long)).toEqual({ operationType: 'query', operationName: 'Long' });
    const longer = `${long} ${'fragment F on T { a } '.repeat(2_000)}`;
    expect(ofQuery(longer)).toEqual({});
    expect(ofQuery(longer, 'Long')).toEqual({ operationType: 'query', operationName: 'Long' });
    expect(ofQuery(`${longer} mutation Late { a }`, 'Late')).toEqual({ operationName: 'Late' });
  });

  it.each(['"""', '"', '\\"""', '"\\', '{', '#', '("""', 'query '])(
    'in linear time, in a megabyte of %j',
    (piece) => {
      const document = piece.repeat(1_000_000 / piece.length);
      const startedAt = performance.now();
      expect(ofQuery(document)).toEqual({});
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    },
  );
});

describe('a GraphQL request', () => {
  const kept = (body: unknown) => graphQlOf(asked, call(body))?.graphql;
  const request = { query: 'query Cart { cart }', variables: { id: 7, list: [1, { a: [] }] } };

  it('keeps text and variables only where that is asked', () => {
    expect(graphQlOf(urls, call(request))?.graphql).not.toHaveProperty('payload');
    expect(kept(request)).toMatchObject({
      payload: 'query Cart { cart }',
      variables: '{"id":7,"list":[1,{"a":[]}]}',
    });
    expect(kept({ query: 5, variables: null })).toEqual({});
  });

  it('keeps variables that are a text as they are', () => {
    const variables = '{"id":7}';
    const query = 'query Cart { cart }';
    expect(kept({ query, variables })).toMatchObject({ variables });
    expect(graphQlOf(asked, get({ query, variables }))?.graphql).toMatchObject({ variables });
  });

  it('keeps variables as they are sent, whatever the page adds to lists', () => {
    const prototype = Array.prototype as { toJSON?: unknown };
    prototype.toJSON = () => 'text';
    try {
      const body = '{"query":"{ a }","variables":{"list":[1,[2]]}}';
      expect(kept(body)?.variables).toBe('{"list":[1,[2]]}');
    } finally {
      delete prototype.toJSON;
    }
  });

  it('is cut at 32 KB, between characters', () => {
    const { payload = '', variables = '' } =
      kept({ query: `{ ${'😀'.repeat(20_000)} }`, variables: { a: 'ä'.repeat(20_000) } }) ?? {};
    expect(payload).toBe(`{ ${'😀'.repeat((32_768 - 2) / 4)}`);
    expect(variables).toBe(`{"a":"${'ä'.repeat((32_768 - 6) / 2)}`);
  });

  it('has no fault of its options', () => {
    const faulty = {
      match: 'https://api.test/',
      get trackPayload(): boolean {
        throw new Error('no');
      },
    };
    expect(graphQlOf([faulty], call(request))).toBeUndefined();
  });
});

describe('the errors of a GraphQL response', () => {
  const outcome = {
    status: 200,
    aborted: false,
    settledAt: 0,
    isStreaming: false,
    header: (): string | null => null,
  };
  const errorsOf = (answer: unknown, header = outcome.header) =>
    graphQlErrors({ ...outcome, header, response: () => JSON.stringify(answer) });

  it('are kept, the first ten of them', async () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({
      message: `no ${index}`,
      path: ['cart', index],
      extensions: { code: 'NOT_FOUND' },
      locations: [{ line: 1, column: index, more: true }],
    }));
    const found = await errorsOf({ errors });
    expect(found.error_count).toBe(12);
    expect(found.errors).toHaveLength(10);
    expect(found.errors?.[1]).toEqual({
      message: 'no 1',
      code: 'NOT_FOUND',
      path: ['cart', '1'],
      locations: [{ line: 1, column: 1 }],
    });
    expect(await errorsOf([{ errors }, {}])).toEqual(found);
  });

  it.each<[error: string, kept: object]>([
    ['null', { message: '' }],
    ['5', { message: '' }],
    ['"Unauthorized"', { message: 'Unauthorized' }],
    ['{"message":{"text":"no"}}', { message: '' }],
    ['{"message":null,"extensions":null,"path":null,"locations":null}', { message: '' }],
    ['{"message":"a","extensions":{"code":{"toString":1}}}', { message: 'a' }],
    ['{"message":"a","extensions":{"code":404}}', { message: 'a', code: '404' }],
    ['{"message":"a","path":["a",{"toString":1},null,0]}', { message: 'a', path: ['a', '0'] }],
    ['{"message":"a","path":"cart"}', { message: 'a' }],
    [
      '{"message":"a","locations":[null,5,{"line":"1","column":2},{"line":1e999,"column":1},{"line":3,"column":4}]}',
      { message: 'a', locations: [{ line: 3, column: 4 }] },
    ],
    ['{"message":"a","locations":{"line":1,"column":2}}', { message: 'a' }],
  ])('may be %s', async (error, kept) => {
    const response = () => `{"errors":[${error}]}`;
    const found = await graphQlErrors({ ...outcome, response });
    expect(found).toEqual({ error_count: 1, errors: [kept] });
    const resource = { type: 'fetch', url: 'https://api.test/', graphql: found };
    expect(schemaFaults({ type: 'resource', resource } as never).join()).not.toContain('graphql');
  });

  it('are none where there is nothing to read', async () => {
    expect(await errorsOf({ errors: [] })).toEqual({});
    expect(await errorsOf({ errors: 'no' })).toEqual({});
    expect(await errorsOf(null)).toEqual({});
    expect(await graphQlErrors({ ...outcome, response: () => 'not json' })).toEqual({});
    expect(await graphQlErrors({ ...outcome, response: () => undefined })).toEqual({});
  });

  it('are not waited for in a stream, which may never end', async () => {
    expect(await errorsOf({ errors: [{}] }, () => 'text/event-stream')).toEqual({});
    expect(await errorsOf({ errors: [{}] }, () => 'multipart/mixed; boundary="-"')).toEqual({});
  });
});
