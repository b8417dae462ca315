import { Refused } from './refused.js';

/** Lines of one request; the SDK sends some hundred. */
const MAX_LINES = 20_000;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The lines of a body that are not empty, with their numbers; the first is given in any case.
 *
 * @throws {Refused} where there are too many
 */
export function* linesOf(body: Uint8Array): Generator<Line, undefined> {
  const all = decoder.decode(body);
  let line = 0;
  for (let start = 0; start <= all.length; line += 1) {
    if (line > MAX_LINES) throw new Refused(413, `The body has more than ${MAX_LINES} lines.`);
    const found = all.indexOf('\n', start);
    const end = found < 0 ? all.length : found;
    const text = all.slice(start, end);
    start = end + 1;
    if (!line || text.trim()) yield { line, text };
  }
}

export interface Line {
  line: number;
  text: string;
}
