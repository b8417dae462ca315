import { guard, ignore, toJson, type RequestCall } from '@firsthand/core';
import type { Events } from '@firsthand/protocol';
import { firstMatch, type PatternOr } from '../url-pattern.js';
import { firstOf, textOf } from './graphql-json.js';
import { operationOf } from './graphql-operation.js';

export { graphQlErrors } from './graphql-errors.js';

interface GraphQlOptions {
  /** The query text and its variables, each cut at 32 KB. Default: false */
  trackPayload?: boolean | undefined;
  /** The errors of the response, whose body is read for that. Default: false */
  trackResponseErrors?: boolean | undefined;
}

/** URLs of GraphQL endpoints. A text is an address: its origin, and its path with all that is below it. */
export type GraphQlUrl = PatternOr<GraphQlOptions>;

export type GraphQl = NonNullable<Events['resource']['resource']['graphql']>;

/** Bytes of UTF-8. */
const MAX_PAYLOAD = 32_768;

/** Name and type of a GraphQL request's operation, where they are said; `undefined` for any other request. */
export function graphQlOf(urls: readonly GraphQlUrl[], call: RequestCall) {
  return guard(() => {
    const options = firstMatch<GraphQlOptions>(urls, call.url);
    const request = options && requestOf(call);
    if (!request) return undefined;
    const { variables } = request;
    const query = textOf(request['query']);
    const sentName = textOf(request['operationName']);
    const operation = query && operationOf(query, sentName);
    const operationName = sentName || (operation && operation.name);
    const graphql: GraphQl = {
      ...(operation && { operationType: operation.type }),
      ...(operationName && { operationName }),
      ...(options.trackPayload && {
        ...(query && { payload: cut(query) }),
        // Of a GET they are JSON already.
        ...(variables != null && { variables: cut(textOf(variables) ?? toJson(variables)) }),
      }),
    };
    return { graphql, tracksErrors: !!options.trackResponseErrors };
  }, ignore);
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-Request */
function requestOf({ url, method, body }: RequestCall) {
  if (method !== 'GET') return firstOf(body);
  const { search, searchParams } = new URL(url);
  return search ? (Object.fromEntries(searchParams) as Record<string, unknown>) : undefined;
}

/** Between characters. */
function cut(text: string): string {
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(MAX_PAYLOAD)).read);
}
