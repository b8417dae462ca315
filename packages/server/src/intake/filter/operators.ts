import type { Value } from './fields.js';

type Compare = (value: Value) => boolean;

/** Operators with one value behind them. */
export const COMPARISONS = new Map<string, (wanted: Value) => Compare>([
  ['=', (wanted) => (value) => value === wanted],
  ['!=', (wanted) => (value) => value !== wanted],
  ['>', (wanted) => (value) => value > wanted],
  ['>=', (wanted) => (value) => value >= wanted],
  ['<', (wanted) => (value) => value < wanted],
  ['<=', (wanted) => (value) => value <= wanted],
]);

/** Operators with a list behind them. */
export const MEMBERSHIPS = new Map<string, (wanted: readonly Value[]) => Compare>([
  ['IN', (wanted) => (value) => wanted.includes(value)],
  ['NOTIN', (wanted) => (value) => !wanted.includes(value)],
]);

/** Operators with a list of regular expressions behind them. */
export const MATCHES = new Map<string, (wanted: readonly RegExp[]) => Compare>([
  ['MATCH', (wanted) => (value) => wanted.some((pattern) => pattern.test(String(value)))],
  ['NOTMATCH', (wanted) => (value) => !wanted.some((pattern) => pattern.test(String(value)))],
]);
