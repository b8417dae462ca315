import type { RequestOutcome } from '@firsthand/core';
import type { GraphQl } from './graphql.js';
import { firstOf, textOf } from './graphql-json.js';

type GraphQlError = NonNullable<GraphQl['errors']>[number];

const MAX_ERRORS = 10;
/** Streams of answers, which may never end, and are no JSON. */
const STREAM = /event-stream|multipart/;

/** The errors that a GraphQL response holds. */
export async function graphQlErrors(outcome: RequestOutcome): Promise<Partial<GraphQl>> {
  try {
    if (STREAM.test(outcome.header('content-type') ?? '')) return {};
    const response = outcome.response();
    const text = typeof response === 'string' ? response : await response?.clone().text();
    const errors = firstOf(text)?.['errors'];
    if (!Array.isArray(errors) || !errors.length) return {};
    return { error_count: errors.length, errors: errors.slice(0, MAX_ERRORS).map(errorOf) };
  } catch {
    return {};
  }
}

/** https://spec.graphql.org/October2021/#sec-Errors; a server may answer anything else. */
function errorOf(error: unknown): GraphQlError {
  const { message, extensions, path, locations } = Object(error) as Record<string, unknown>;
  const { code } = Object(extensions) as Record<string, unknown>;
  return {
    message: textOf(message) ?? textOf(error) ?? '',
    ...(isKey(code) && { code: String(code) }),
    ...(Array.isArray(path) && { path: path.filter(isKey).map(String) }),
    ...(Array.isArray(locations) && { locations: locations.flatMap(placeOf) }),
  };
}

function placeOf(location: unknown) {
  const { line, column } = Object(location) as Record<string, unknown>;
  return isCount(line) && isCount(column) ? [{ line, column }] : [];
}

function isKey(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
