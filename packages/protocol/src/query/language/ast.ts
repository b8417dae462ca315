/** Offsets into the text, in UTF-16 code units; `to` is exclusive. */
export interface Span {
  from: number;
  to: number;
}

export type Expression =
  /** All of two or more. Of none it is everything: an empty query, and `*` in a longer one. */
  | { kind: 'all'; of: Expression[] }
  /** At least one of two or more. */
  | { kind: 'any'; of: Expression[] }
  | { kind: 'not'; of: Expression }
  | Term
  /** Free text. */
  | { kind: 'text'; text: string; at: Span };

export interface Term {
  kind: 'term';
  field: string;
  /** With its `@` and quotes, without the colon. */
  fieldAt: Span;
  test: Test;
}

/** Values are texts: what unit or type they have depends on the field. */
export type Test =
  | { is: 'equal'; value: string; at: Span }
  | { is: 'like'; pattern: readonly Piece[]; at: Span }
  | { is: 'above' | 'below'; value: string; inclusive: boolean; at: Span }
  /** At least one of both ends is there. */
  | { is: 'between'; low?: Bound; high?: Bound; at: Span }
  | { is: 'present'; at: Span };

/** A text as it is, or a wildcard: any number of characters, or one. */
export type Piece = string | { any: 'many' | 'one' };

export interface Bound {
  value: string;
  inclusive: boolean;
}

export function allOf(of: readonly Expression[]): Expression {
  const flat = of.flatMap((part) => (part.kind === 'all' ? part.of : [part]));
  return single(flat) ?? { kind: 'all', of: flat };
}

export function anyOf(of: readonly Expression[]): Expression {
  const flat = of.flatMap((part) => (part.kind === 'any' ? part.of : [part]));
  return single(flat) ?? { kind: 'any', of: flat };
}

function single(of: readonly Expression[]): Expression | undefined {
  return of.length === 1 ? of[0] : undefined;
}
