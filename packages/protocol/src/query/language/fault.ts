import type { Span } from './ast.js';

/** What is wrong, found before it is known whether that matters: completion goes on where the parser stops. */
export interface Problem {
  sentence: string;
  at: Span;
}

/** What is wrong with a filter, in one sentence, and where. */
export class FilterFault extends Error {
  readonly at: Span;
  /** From 1. */
  readonly column: number;

  constructor({ sentence, at }: Problem) {
    super(sentence);
    this.name = 'FilterFault';
    this.at = at;
    this.column = at.from + 1;
  }
}

export function isProblem(found: unknown): found is Problem {
  return typeof found === 'object' && found !== null && 'sentence' in found;
}

/** @throws {FilterFault} if it is a problem */
export function sound<Found>(found: Found | Problem): Found {
  if (isProblem(found)) throw new FilterFault(found);
  return found;
}
