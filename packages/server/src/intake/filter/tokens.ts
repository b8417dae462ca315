export type Token = { column: number } & (
  | { kind: 'symbol'; text: string }
  | { kind: 'word'; text: string }
  | { kind: 'value'; text: string; value: string | number }
  | { kind: 'end'; text: 'the end' }
);

/** What is wrong with a rule, and where: columns count from 1. */
export class RuleFault extends Error {
  constructor(column: number, sentence: string) {
    super(`column ${column}: ${sentence}`);
  }
}

const SYMBOL = /[{}()[\],]|!=|>=|<=|[=><]/y;
const WORD = /[a-z_]+/iy;
const NUMBER = /-?\d+(?:\.\d+)?(?![\w.])/y;
const STRING = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy;
const SPACE = /\s*/y;

/** @throws {RuleFault} */
export function tokensOf(rule: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const text = pattern.exec(rule)?.[0];
    at += text?.length ?? 0;
    return text;
  };
  for (;;) {
    take(SPACE);
    const column = at + 1;
    if (at >= rule.length) return [...tokens, { kind: 'end', text: 'the end', column }];
    const symbol = take(SYMBOL);
    const number = symbol ?? take(NUMBER);
    const word = number ?? take(WORD);
    const text = word ?? take(STRING);
    if (text === undefined) throw new RuleFault(column, unreadable(rule.charAt(at)));
    if (symbol) tokens.push({ kind: 'symbol', text, column });
    else if (number) tokens.push({ kind: 'value', text, value: Number(text), column });
    else if (word) tokens.push({ kind: 'word', text, column });
    else {
      // Of escapes only quotes are undone: a backslash before anything else may belong to a regular expression.
      const value = text.slice(1, -1).replaceAll(/\\(['"])/g, '$1');
      tokens.push({ kind: 'value', text, value, column });
    }
  }
}

function unreadable(character: string): string {
  return /['"]/.test(character)
    ? 'the text that begins here has no end'
    : `${character} is not expected`;
}
