import { breathe } from '../breathe.js';
import { Refused } from './refused.js';

/** Lines of one request; the SDK sends some hundred. */
const MAX_LINES = 20_000;

/**
 * The lines of a body that are not empty, with their numbers, one after the other: between two of them others have their turn.
 *
 * @throws {Refused} where there are too many
 */
export async function* linesOf(body: string): AsyncIterable<{ line: number; text: string }> {
  let line = 0;
  for (let start = 0; start <= body.length; line += 1) {
    if (line > MAX_LINES) throw new Refused(413, `The body has more than ${MAX_LINES} lines.`);
    const found = body.indexOf('\n', start);
    const end = found < 0 ? body.length : found;
    const text = body.slice(start, end);
    start = end + 1;
    if (line && !text.trim()) continue;
    yield { line, text };
    await breathe();
  }
}
