import type { RequestCall } from '@firsthand/core';
import { describe, expect, it } from 'vitest';
import { graphQlErrors, graphQlOf, type GraphQlUrl } from '../src/requests/graphql.js';

const call = (body: unknown, { url = 'https://api.test/graphql', method = 'POST' } = {}) =>
  ({
    url,
    method,
    body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    startedAt: 0,
    header: () => null,
    addHeaders: () => {},
  }) satisfies RequestCall;

const urls: GraphQlUrl[] = ['https://api.test/graphql'];

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
      'what follows a comment',
      call({ query: '# query Not\nmutation Real { x }' }),
      { operationType: 'mutation', operationName: 'Real' },
    ],
    [
      'the first of a batch',
      call([{ query: 'query One { a }' }, { query: 'query Two { b }' }]),
      { operationType: 'query', operationName: 'One' },
    ],
    [
      'its address, of a GET',
      call(undefined, {
        method: 'GET',
        url: 'https://api.test/graphql?query=query%20Q%7Bx%7D&operationName=Q',
      }),
      { operationType: 'query', operationName: 'Q' },
    ],
    [
      'its name alone, of a persisted query',
      call({ operationName: 'Saved', extensions: {} }),
      { operationType: 'query', operationName: 'Saved' },
    ],
    ['nothing, where the body is no JSON', call('not json'), undefined],
    ['nothing, where the body is no text', call(undefined), undefined],
    [
      'nothing, at another address',
      call({ query: '{ x }' }, { url: 'https://other.test/' }),
      undefined,
    ],
  ])('%s', (_, request, graphql) => {
    expect(graphQlOf(urls, request)?.graphql).toEqual(graphql);
  });
});

describe('a GraphQL request', () => {
  const request = call({ query: 'query Cart { cart }', variables: { id: 7 } });

  it('keeps text and variables only where that is asked', () => {
    expect(graphQlOf(urls, request)?.graphql).not.toHaveProperty('payload');
    const asked = [{ match: 'https://api.test', trackPayload: true }];
    expect(graphQlOf(asked, request)?.graphql).toMatchObject({
      payload: 'query Cart { cart }',
      variables: '{"id":7}',
    });
  });

  it('has the errors of its response, the first ten of them', async () => {
    const errors = Array.from({ length: 12 }, (_, index) => ({
      message: `no ${index}`,
      path: ['cart', index],
      extensions: { code: 'NOT_FOUND' },
    }));
    const outcome = {
      status: 200,
      aborted: false,
      settledAt: 0,
      isStreaming: false,
      header: () => null,
    };
    const found = await graphQlErrors({ ...outcome, response: () => JSON.stringify({ errors }) });
    expect(found.error_count).toBe(12);
    expect(found.errors).toHaveLength(10);
    expect(found.errors?.[1]).toEqual({ message: 'no 1', code: 'NOT_FOUND', path: ['cart', '1'] });
    expect(await graphQlErrors({ ...outcome, response: () => 'not json' })).toEqual({});
    expect(await graphQlErrors({ ...outcome, response: () => undefined })).toEqual({});
  });
});
