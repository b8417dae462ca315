import type { Bound, Test } from './ast.js';
import { afterSpace, endsBound, isEnd, isSpace, type Reading } from './characters.js';
import { isProblem, type Problem } from './fault.js';
import { joined, unclosed } from './problems.js';
import { scalarAt } from './scalars.js';

/** `[100 TO 200]`, `{100 TO *}`: square brackets include the value beside them, `*` is an open end. */
export function rangeAt(text: string, from: number): Reading<Test> {
  const low = boundAt(text, from + 1);
  if (isProblem(low.found)) return broken(text, from, low.found);
  const middle = afterSpace(text, low.to);
  const isJoined = text.startsWith('TO', middle) && isSpace(text.charAt(middle + 2));
  if (!isJoined) return broken(text, from, noRange(text, middle));
  const high = boundAt(text, middle + 2);
  if (isProblem(high.found)) return broken(text, from, high.found);
  const close = afterSpace(text, high.to);
  if (close === text.length) return broken(text, from, unclosed('range', from));
  const isClosed = /[\]}]/.test(text.charAt(close));
  if (!isClosed) return broken(text, from, noRange(text, close));
  const to = close + 1;
  if (!isEnd(text, to)) return broken(text, from, joined('range', to));

  const at = { from, to };
  const bounds = {
    ...boundOf('low', low.found, text.charAt(from) === '['),
    ...boundOf('high', high.found, text.charAt(close) === ']'),
  };
  const isOpen = !bounds.low && !bounds.high;
  return { to, found: isOpen ? { is: 'present', at } : { is: 'between', ...bounds, at } };
}

function boundAt(text: string, after: number): Reading<string | typeof OPEN> {
  const from = afterSpace(text, after);
  if (isEnd(text, from, endsBound)) return { to: from, found: noRange(text, from) };
  const isOpen = text.charAt(from) === '*' && isEnd(text, from + 1, endsBound);
  return isOpen ? { to: from + 1, found: OPEN } : scalarAt(text, from, endsBound);
}

const OPEN = Symbol('an open end');

function boundOf(
  end: 'low' | 'high',
  value: string | typeof OPEN,
  inclusive: boolean,
): { low?: Bound; high?: Bound } {
  return value === OPEN ? {} : { [end]: { value, inclusive } };
}

function noRange(text: string, from: number): Problem {
  const sentence = 'A range holds two values with TO between them, as [100 TO 200] does.';
  return { sentence, at: { from, to: Math.min(from + 1, text.length) } };
}

/** What is broken ends where the range would, lest its values be taken for terms. */
function broken(text: string, from: number, found: Problem): Reading<Test> {
  let to = from + 1;
  while (to < text.length && !/[\]}]/.test(text.charAt(to))) to += 1;
  return { to: Math.min(to + 1, text.length), found };
}
