import { LIMITS } from '@firsthand/protocol/limits';

const { maxAttributes, maxDepth } = LIMITS.event;
/** Longer texts are cut, in characters. */
const MAX_TEXT = 32_768;
/** Levels and attributes that an event needs beside what the page gives. */
const RESERVE = { depth: 4, attributes: 200 };

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * A copy of any value as JSON, made now, so that later changes by the page do not show. Never throws: what JSON
 * cannot hold becomes a text that says what it was, and what is too deep or too much is left out.
 */
export function sanitize(value: unknown): Json {
  const budget = { attributes: maxAttributes - RESERVE.attributes };
  return copy(value, { budget, ancestors: [] }) ?? null;
}

interface Place {
  budget: { attributes: number };
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
      return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? null : copyObject(value, place);
    case 'function':
      return `[Function ${value.name}]`;
    default:
      return String(value); // bigint, symbol
  }
}

function copyObject(value: object, place: Place): Json | undefined {
  const { budget, ancestors } = place;
  if (ancestors.includes(value)) return '[Circular]';
  if (ancestors.length >= maxDepth - RESERVE.depth) return '[Too deep]';
  const inner = { budget, ancestors: [...ancestors, value] };
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
  if (value instanceof Error) {
    const { name, message, stack } = value;
    return copyEntries(
      [
        ['name', name],
        ['message', message],
        ['stack', stack],
      ],
      inner,
    );
  }
  if (value instanceof Map) return copyEntries(value, inner);
  if (value instanceof Set) return copyItems(value, inner);
  if (Array.isArray(value)) return copyItems(value, inner);
  if (isOpaque(value)) return Object.prototype.toString.call(value);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return copy(toJSON.call(value), inner);
  return copyEntries(readEntries(value), inner);
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
function* readEntries(value: object): Iterable<[string, unknown]> {
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
  for (const [key, value] of entries) {
    if ((place.budget.attributes -= 1) < 0) break;
    const json = copy(value, place);
    if (json !== undefined) copied.push([String(key), json]);
  }
  return Object.fromEntries(copied);
}

function copyItems(items: Iterable<unknown>, place: Place): Json {
  const copied: Json[] = [];
  for (const item of items) {
    if ((place.budget.attributes -= 1) < 0) break;
    copied.push(copy(item, place) ?? null);
  }
  return copied;
}
