import { guard, ignore } from './guard.js';

/** What built-in kind of object a value is, also of another realm: `Error`, `Map`, `Date`. */
export function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Whether a value is an error, also one of another realm, or a `DOMException`. */
export function isError(value: unknown): value is Error {
  const isOne = () => value instanceof Error || /^(?:Error|DOMException)$/.test(kindOf(value));
  return guard(isOne, ignore) ?? false;
}

/**
 * The stack of an error as text, where it has one. `Error.prepareStackTrace` may have made a list of call sites of it, which
 * is written as V8 would.
 *
 * @throws what a getter of the page throws
 */
export function stackOf(error: { stack?: unknown }, head: string): string | undefined {
  const { stack } = error;
  if (Array.isArray(stack)) return [head, ...stack].join('\n    at ');
  return typeof stack === 'string' ? stack || undefined : undefined;
}
