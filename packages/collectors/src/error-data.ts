import { guard, ignore, sanitize, toJson, type EventData } from '@firsthand/core';
import { describeThrown, isErrorLike, type DescribedThrown } from './describe-thrown.js';

type ErrorFields = EventData<'error'>['error'];

/** What is known of an error beside what was thrown. */
export type ErrorFacts = Pick<ErrorFields, 'source' | 'handling' | 'component_stack'>;

/** Longest list of causes that is followed, `AggregateError.errors` included. */
const MAX_CAUSES = 10;

/**
 * What is known of a thrown value, whatever it is. The stack stays as the browser wrote it; an object in the error's
 * own `context` explains it, and a text in its `fingerprint` groups it.
 */
export function errorData(thrown: unknown, facts: ErrorFacts): EventData<'error'> {
  const { source, handling } = facts;
  const causes = causesOf(thrown).map((cause) => ({ ...describe(cause, handling), source }));
  const { context, fingerprint } = explain(thrown);
  const own = context && sanitize(context);
  const described = describe(thrown, handling);
  return {
    error: {
      ...described,
      ...facts,
      ...(causes.length && { causes }),
      ...(typeof fingerprint === 'string' && { fingerprint }),
      ...debugIdsOf(described.stack),
    },
    ...(isObject(own) && { context: own }),
  };
}

interface Explained {
  context?: unknown;
  fingerprint?: unknown;
}

function explain(thrown: unknown): Explained {
  return (
    guard(() => {
      const { context, fingerprint } = (isErrorLike(thrown) ? thrown : {}) as Explained;
      return { context, fingerprint };
    }, ignore) ?? {}
  );
}

/** As browsers write it to the console. */
function describe(thrown: unknown, handling: ErrorFields['handling']): DescribedThrown {
  const described = describeThrown(thrown);
  if (handling !== 'unhandled' || isErrorLike(thrown)) return described;
  const { message } = described;
  return { message: `Uncaught ${typeof thrown === 'string' ? toJson(message) : message}` };
}

/** Until a getter of the page's own throws. */
function causesOf(thrown: unknown): unknown[] {
  const causes: unknown[] = [];
  const add = (value: unknown) => {
    if (value === thrown || causes.length >= MAX_CAUSES || causes.includes(value)) return;
    causes.push(value);
    follow(value);
  };
  const follow = (value: unknown) => {
    if (!isErrorLike(value)) return;
    const { cause, errors } = value as { cause?: unknown; errors?: unknown };
    if (cause !== undefined && cause !== null) add(cause);
    if (Array.isArray(errors)) for (const each of errors) add(each);
  };
  guard(() => follow(thrown), ignore);
  return causes;
}

/**
 * Ids by which a bundler's plugin names the files in a stack, for the source maps on the server: the global that
 * such plugins fill maps a stack within each file to the file's id.
 */
function debugIdsOf(stack: string | undefined): Pick<ErrorFields, 'debug_ids'> {
  const registry = (globalThis as { _debugIds?: Record<string, string> })._debugIds;
  if (!registry || !stack) return {};
  const ids = Object.entries(registry)
    .map(([inside, id]) => [fileOf(inside), id] as const)
    .filter(([file]) => file && stack.includes(file));
  return ids.length ? { debug_ids: Object.fromEntries(ids) as Record<string, string> } : {};
}

function fileOf(stack: string): string | undefined {
  return /(\w+:\/\/[^\s)]+?)(?::\d+){1,2}\)?$/m.exec(stack)?.[1];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
