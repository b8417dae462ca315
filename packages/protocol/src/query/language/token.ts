import type { Span, Test } from './ast.js';
import type { KEYWORDS } from './characters.js';
import type { Problem } from './fault.js';

export type Sign = '(' | ')' | '-' | (typeof KEYWORDS)[number];

export type Token = { at: Span } & (
  | { is: Sign | 'everything' | 'end' }
  /** Its colon comes behind it, and a value or a parenthesis behind that. */
  | { is: 'field'; name: string | Problem }
  | { is: 'value'; test: Test | Problem }
  | { is: 'text'; text: string | Problem }
);
