import type { StackFrame } from '@firsthand/protocol/query';
import { chromiumCall } from './chromium-call.js';
import { geckoCall } from './gecko-call.js';
import { headLength } from './head-length.js';

/** Bounds on what is read of a stack. Browsers keep 10 to 128 frames. */
const MAX_FRAMES = 100;
const MAX_LINE = 4_000;
const MAX_STACK = 64 * 1024;

interface Line {
  index: number;
  indent: number;
  /** Whether it says `at …`, as V8, Hermes and the old Edge write calls. */
  isAt: boolean;
  frame?: StackFrame | undefined;
}

/**
 * The calls of a stack that name a place, innermost first; every other line is skipped. Time is linear in its length.
 *
 * @param message what the stack may begin with; its lines may look like calls
 */
export function readStack(stack: string, message = ''): StackFrame[] {
  const head = headLength(stack, message);
  const texts = stack.slice(head, head + MAX_STACK).split('\n');
  // Half a line may show half a column.
  if (stack.length > head + MAX_STACK) texts.pop();
  const lines = texts.map(readLine);
  // What is left of a message comes before the calls, so the last one tells whose style the stack has.
  const isAt = lines.findLast(({ frame }) => frame)?.isAt;
  const calls = lines.filter((line) => line.isAt === isAt);
  const own = isAt && !head ? withoutProse(calls) : calls;
  return own.flatMap(({ frame }) => frame ?? []).slice(0, MAX_FRAMES);
}

function readLine(text: string, index: number): Line {
  const trimmed = text.length > MAX_LINE ? '' : text.trim();
  const isAt = trimmed.startsWith('at ');
  return {
    index,
    indent: text.length - text.trimStart().length,
    isAt,
    frame: isAt ? chromiumCall(trimmed.slice(3)) : geckoCall(trimmed),
  };
}

/** Engines indent all calls alike; lines before them that say `at …`, and are not, are of a message. */
function withoutProse(calls: Line[]): Line[] {
  // A stack that begins with a call has no message, and may have been trimmed.
  if (calls[0]?.index === 0) return calls;
  const last = calls.findIndex(({ index }, at) => calls[at + 1]?.index !== index + 1);
  const indent = calls[last]?.indent;
  const prose = calls.slice(0, last).findLastIndex((call) => call.indent !== indent);
  return calls.slice(prose + 1);
}
