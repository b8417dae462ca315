import type { EventData } from '@firsthand/core';

type ErrorFields = EventData<'error'>['error'];

/** Longest chain of causes that is followed. */
const MAX_CAUSES = 10;

/** What is known of a thrown value, whatever it is. The stack stays as the browser wrote it. */
export function errorData(
  thrown: unknown,
  { source, handling }: Pick<ErrorFields, 'source' | 'handling'>,
): EventData<'error'> {
  const causes = causesOf(thrown).map((cause) => ({ ...describe(cause, handling), source }));
  return {
    error: {
      ...describe(thrown, handling),
      source,
      ...(handling && { handling }),
      ...(causes.length && { causes }),
    },
  };
}

function describe(
  thrown: unknown,
  handling: ErrorFields['handling'],
): Pick<ErrorFields, 'message' | 'type' | 'stack'> {
  if (!isErrorLike(thrown)) {
    return { message: handling === 'unhandled' ? `Uncaught ${asText(thrown)}` : plainText(thrown) };
  }
  const { name, message, stack } = thrown;
  return {
    message: String(message),
    ...(name && { type: String(name) }),
    ...(stack && { stack: String(stack) }),
  };
}

function causesOf(thrown: unknown): unknown[] {
  const causes: unknown[] = [];
  let cause = isErrorLike(thrown) ? thrown.cause : undefined;
  while (cause !== undefined && cause !== null && causes.length < MAX_CAUSES) {
    causes.push(cause);
    cause = isErrorLike(cause) ? cause.cause : undefined;
  }
  return causes;
}

/** Also errors of other realms and DOMException, which `instanceof Error` does not know everywhere. */
function isErrorLike(value: unknown): value is Partial<Error> & { message: unknown } {
  return typeof value === 'object' && value !== null && 'message' in value;
}

/** What a page gives to `addError` that is no error is meant to be read. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? value : asText(value);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  try {
    return (typeof value === 'object' && JSON.stringify(value)) || String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
