import { endsWord, isEnd, quotedAt, wordAt, type Reading } from './characters.js';
import { isProblem } from './fault.js';
import { joined, unclosed } from './problems.js';

/** A value that has an order: in quotes, or a word without wildcards. */
export function scalarAt(text: string, from: number, ends = endsWord): Reading<string> {
  if (text.charAt(from) === '"') return textAt(text, from, ends);
  const { to, found } = wordAt(text, from, ends);
  if (isProblem(found)) return { to, found };
  if (found.every((piece) => typeof piece === 'string')) return { to, found: found.join('') };
  const sentence = 'A value that is compared has no wildcards: put it in quotes, or escape them.';
  return { to, found: { sentence, at: { from, to } } };
}

/** A text in quotes with nothing joined to it. */
export function textAt(text: string, from: number, ends = endsWord): Reading<string> {
  const { to, value, isClosed } = quotedAt(text, from);
  if (!isClosed) return { to, found: unclosed('quote', from) };
  return { to, found: isEnd(text, to, ends) ? value : joined('quote', to) };
}
