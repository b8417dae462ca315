import { LIMITS } from '@firsthand/protocol/limits';
import { isError, kindOf, stackOf } from './error-facts.js';
import { toJson } from './to-json.js';

const { maxAttributes, maxDepth } = LIMITS.event;
/** Longer texts are cut, in characters. */
export const MAX_TEXT = 32_768;
const MAX_WORD = 1_024;
/** Levels and attributes that an event needs beside what the page gives. */
const RESERVE = { depth: 4, attributes: 200 };
/** Of JSON, for one value that the page gives. */
const MAX_BYTES = 256_000;

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What a copy may hold; it is used up by copying. */
export interface Budget {
  attributes: number;
  /** Of JSON as UTF-8, at most. */
  bytes: number;
  /** Whether something was left out. */
  isSpent?: boolean;
}

/**
 * A copy of any value as JSON, made now, so that later changes by the page do not show. Never throws: what JSON
 * cannot hold becomes a text that says what it was, and what is too deep or too much is left out.
 *
 * @param budget Default: 800 attributes and 256 KB
 */
export function sanitize(
  value: unknown,
  budget: Budget = { attributes: maxAttributes - RESERVE.attributes, bytes: MAX_BYTES },
): Json {
  return copy(value, { budget, ancestors: [] }) ?? null;
}

/** A copy of what is JSON already. */
export function copyOf<T extends object>(json: T): T {
  return sanitize(json, { attributes: Infinity, bytes: Infinity }) as T;
}

interface Place {
  budget: Budget;
  ancestors: object[];
}

function copy(value: unknown, place: Place): Json | undefined {
  try {
    return copyUnguarded(value, place);
  } catch {
    return '[Unreadable]';
  }
}

function copyUnguarded(value: unknown, place: Place): Json | undefined {
  switch (typeof value) {
    case 'string':
      return cut(value, place.budget);
    case 'number':
      // JSON has no negative zero.
      return Number.isFinite(value) ? value + 0 : String(value);
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? null : copyObject(value, place);
    case 'function':
      return cut(`[Function ${value.name}]`, place.budget);
    default:
      return cut(String(value), place.budget); // bigint, symbol
  }
}

function cut(text: string, budget: Budget): string {
  let kept = cutText(text);
  let bytes = jsonBytes(kept);
  while (bytes > budget.bytes && kept) {
    kept = kept.slice(0, Math.floor((kept.length * Math.max(0, budget.bytes)) / (bytes + 1)));
    bytes = jsonBytes(kept);
  }
  budget.bytes -= bytes;
  if (kept !== text) budget.isSpent = true;
  return kept;
}

/** A text no longer than is worth reading; between two words, since half a secret is none that is recognised. */
export function cutText(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  const space = Math.max(text.lastIndexOf(' ', MAX_TEXT), text.lastIndexOf('\n', MAX_TEXT));
  return `${text.slice(0, space > MAX_TEXT - MAX_WORD ? space : MAX_TEXT)}...`;
}

function jsonBytes(text: string): number {
  return new TextEncoder().encode(toJson(text)).length;
}

function copyObject(value: object, place: Place): Json | undefined {
  const { budget, ancestors } = place;
  if (ancestors.includes(value)) return '[Circular]';
  if (ancestors.length >= maxDepth - RESERVE.depth) {
    budget.isSpent = true;
    return '[Too deep]';
  }
  const inner = { budget, ancestors: [...ancestors, value] };
  if (Array.isArray(value)) return copyItems(value, inner);
  if (isError(value)) return copyError(value, inner);
  const kind = kindOf(value);
  if (kind === 'Date') return copyDate(value as Date);
  if (kind === 'Map') return copyEntries(value as Map<unknown, unknown>, inner);
  if (kind === 'Set') return copyItems(value as Set<unknown>, inner);
  if (isOpaque(value)) return `[object ${kind}]`;
  const toJSON = ownToJson(value);
  if (typeof toJSON !== 'function') return copyEntries(readEntries(value), inner);
  const json: unknown = Reflect.apply(toJSON as () => unknown, value, []);
  // What it makes of itself is asked no further, as by JSON.stringify.
  return isPlainObject(json) ? copyEntries(readEntries(json), inner) : copy(json, inner);
}

/** Not one that an old library gives all objects. */
function ownToJson(value: object): unknown {
  for (let holder: object | null = value; holder; holder = Reflect.getPrototypeOf(holder)) {
    if (holder === Object.prototype) return undefined;
    if (Object.hasOwn(holder, 'toJSON')) return (value as { toJSON?: unknown }).toJSON;
  }
  return undefined;
}

function copyError(error: Error, place: Place): Json {
  const { name, message } = error;
  const stack = stackOf(error, `${name}: ${message}`);
  return copyEntries(Object.entries({ name, message, stack }), place);
}

function copyDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? String(date) : date.toISOString();
}

function isPlainObject(value: unknown): value is object {
  return kindOf(value) === 'Object' && !isOpaque(value as object);
}

/** DOM nodes, windows and binary data say nothing as JSON and may be huge. */
function isOpaque(value: object): boolean {
  const { nodeType, window } = value as { nodeType?: unknown; window?: unknown };
  return (
    typeof nodeType === 'number' ||
    window === value ||
    ArrayBuffer.isView(value) ||
    value instanceof ArrayBuffer
  );
}

/** Reads property by property: one getter that throws costs only itself. */
export function* readEntries(value: object): Iterable<[string, unknown]> {
  for (const key of Object.keys(value)) {
    let read: unknown;
    try {
      read = (value as Record<string, unknown>)[key];
    } catch {
      read = '[Unreadable]';
    }
    yield [key, read];
  }
}

function copyEntries(entries: Iterable<[unknown, unknown]>, place: Place): Json {
  // Not an object literal: a key such as __proto__ must stay a key.
  const copied: [string, Json][] = [];
  for (const [name, value] of entries) {
    const key = String(name);
    if (!take(place.budget, jsonBytes(key))) break;
    const json = copy(value, place);
    if (json !== undefined) copied.push([key, json]);
  }
  return Object.fromEntries(copied);
}

function copyItems(items: Iterable<unknown>, place: Place): Json {
  const copied: Json[] = [];
  for (const item of items) {
    if (!take(place.budget)) break;
    copied.push(copy(item, place) ?? null);
  }
  return copied;
}

/** Of a number, brackets and separators. */
const ATTRIBUTE_BYTES = 32;

function take(budget: Budget, keyBytes = 0): boolean {
  const bytes = ATTRIBUTE_BYTES + keyBytes;
  if (budget.attributes < 1 || budget.bytes < bytes) {
    budget.isSpent = true;
    return false;
  }
  budget.attributes -= 1;
  budget.bytes -= bytes;
  return true;
}
