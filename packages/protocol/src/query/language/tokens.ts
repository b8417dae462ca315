import { afterSpace, isEnd, KEYWORDS } from './characters.js';
import { headAt } from './heads.js';
import type { Sign, Token } from './token.js';
import { valueAt } from './values.js';

/** Whatever the text is: problems are part of the tokens. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  /** Of each open parenthesis, whether it holds values. */
  const groups: boolean[] = [];
  for (;;) {
    const isBehindField = tokens.at(-1)?.is === 'field';
    const from = isBehindField ? (tokens.at(-1)?.at.to ?? 0) + 1 : afterSpace(text, endOf(tokens));
    if (from >= text.length && !isBehindField) return [...tokens, end(text)];
    const isInGroup = groups.at(-1) === true;
    const sign = isBehindField ? parenthesisAt(text, from) : signAt(text, from);
    if (sign === '(') groups.push(isBehindField || isInGroup);
    if (sign === ')') groups.pop();
    if (sign) tokens.push({ is: sign, at: { from, to: from + sign.length } });
    else tokens.push(isBehindField || isInGroup ? valueToken(text, from) : headAt(text, from));
  }
}

function endOf(tokens: readonly Token[]): number {
  return tokens.at(-1)?.at.to ?? 0;
}

function end(text: string): Token {
  return { is: 'end', at: { from: text.length, to: text.length } };
}

function parenthesisAt(text: string, at: number): '(' | undefined {
  return text.charAt(at) === '(' ? '(' : undefined;
}

function signAt(text: string, at: number): Sign | undefined {
  const first = text.charAt(at);
  if (first === '(' || first === ')' || first === '-') return first;
  return KEYWORDS.find((word) => text.startsWith(word, at) && isEnd(text, at + word.length));
}

function valueToken(text: string, from: number): Token {
  if (isEnd(text, from)) {
    const sentence = 'Directly after the colon there must be a value.';
    const problem = { sentence, at: { from: from - 1, to: from } };
    return { is: 'value', test: problem, at: { from, to: from } };
  }
  const { to, found } = valueAt(text, from);
  return { is: 'value', test: found, at: { from, to } };
}
