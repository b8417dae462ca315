import type { StackFrame } from '@firsthand/protocol/query';
import { call } from './call.js';
import { addressAt } from './address.js';
import { placeOf } from './place.js';

const EVAL = 'eval at ';
/** Hermes says so of its bytecode. */
const HERMES = 'address at ';
const ASYNC = 'async ';

/**
 * What V8, Hermes and the old Edge write behind `at`: `name (place)`, or only a place.
 * https://v8.dev/docs/stack-trace-api#appendix%3A-stack-trace-format
 */
export function chromiumCall(line: string): StackFrame | undefined {
  const text = (line.startsWith(ASYNC) ? line.slice(ASYNC.length) : line).trim();
  if (!text.endsWith(')')) return call('', placeOf(text));
  const open = openingOf(text);
  if (open < 0) return undefined;
  return call(text.slice(0, open).trim(), placeIn(text.slice(open + 1, -1)));
}

/** Both names and places may have parentheses: that before a place is the first behind which an address begins. */
function openingOf(text: string): number {
  let open = text.startsWith('(') ? 0 : text.indexOf(' (') + 1;
  const last = text.lastIndexOf(' (') + 1;
  while (open < last && !beginsPlace(text, open + 1)) open = text.indexOf(' (', open) + 1;
  return text[open] === '(' ? open : -1;
}

function beginsPlace(text: string, at: number): boolean {
  return text.startsWith(EVAL, at) || text.startsWith(HERMES, at) || addressAt(text, at);
}

function placeIn(text: string): StackFrame | undefined {
  if (text.startsWith(HERMES)) return placeOf(text.slice(HERMES.length));
  return text.startsWith(EVAL) ? placeOfEval(text) : placeOf(text);
}

/** Of `eval at f (eval at g (file:1:2), <anonymous>:3:4), <anonymous>:5:6` the file and the line in it. */
function placeOfEval(text: string): StackFrame | undefined {
  const open = text.indexOf(' (', text.lastIndexOf(EVAL)) + 2;
  const outer = placeOf(text.slice(open, text.indexOf('), ', open)));
  return outer ?? placeOf(text.slice(text.lastIndexOf('), ') + 3));
}
