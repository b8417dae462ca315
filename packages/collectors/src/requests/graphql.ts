import type { RequestCall, RequestOutcome } from '@firsthand/core';
import type { Events } from '@firsthand/protocol';
import { matchesAny, type UrlPattern } from '../url-pattern.js';

/** URLs of GraphQL endpoints. A string is a URL's beginning. */
export type GraphQlUrl =
  | UrlPattern
  | {
      match: UrlPattern;
      /** The query text, cut at 32 KB, and its variables. Default: false */
      trackPayload?: boolean;
      /** The errors of the response, whose body is read for that. Default: false */
      trackResponseErrors?: boolean;
    };

export type GraphQl = NonNullable<Events['resource']['resource']['graphql']>;

const MAX_PAYLOAD = 32_768;
const MAX_ERRORS = 10;

/** Operation name and type of a request to a GraphQL endpoint; `undefined` for any other request. */
export function graphQlOf(urls: readonly GraphQlUrl[], call: RequestCall) {
  const options = urls.map(normalize).find(({ match }) => matchesAny([match], call.url));
  const request = options && parse(call);
  if (!options || !request) return undefined;
  const { query = '', operationName, variables } = request;
  const [, type = 'query', name] = OPERATION.exec(query.replace(COMMENT, '')) ?? [];
  const graphql: GraphQl = {
    operationType: type as GraphQl['operationType'],
    ...((operationName ?? name) && { operationName: operationName ?? name }),
    ...(options.trackPayload && {
      payload: query.slice(0, MAX_PAYLOAD),
      ...(variables !== undefined && {
        variables: JSON.stringify(variables).slice(0, MAX_PAYLOAD),
      }),
    }),
  };
  return { graphql, tracksErrors: !!options.trackResponseErrors };
}

/** The errors that a GraphQL response holds. */
export async function graphQlErrors(outcome: RequestOutcome): Promise<Partial<GraphQl>> {
  try {
    const response = outcome.response();
    const text = typeof response === 'string' ? response : await response?.clone().text();
    const { errors } = JSON.parse(text ?? '') as { errors?: unknown };
    if (!Array.isArray(errors) || !errors.length) return {};
    return {
      error_count: errors.length,
      errors: errors.slice(0, MAX_ERRORS).map(({ message, extensions, path }) => ({
        message: String(message),
        ...(extensions?.code && { code: String(extensions.code) }),
        ...(Array.isArray(path) && { path: path.map(String) }),
      })),
    };
  } catch {
    return {};
  }
}

const COMMENT = /#[^\n]*/g;
/** The first operation; a query may leave out keyword and name. */
const OPERATION = /\b(query|mutation|subscription)\b\s*(\w+)?/;

function normalize(url: GraphQlUrl) {
  return typeof url === 'object' && 'match' in url ? url : { match: url as UrlPattern };
}

interface GraphQlRequest {
  query?: string;
  operationName?: string;
  variables?: unknown;
}

function parse({ url, method, body }: RequestCall): GraphQlRequest | undefined {
  try {
    if (method === 'GET') {
      return Object.fromEntries(new URL(url).searchParams) as GraphQlRequest;
    }
    const request = JSON.parse(body ?? '') as GraphQlRequest | GraphQlRequest[];
    return Array.isArray(request) ? request[0] : request;
  } catch {
    return undefined;
  }
}
