import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment, StackFrame } from '@firsthand/protocol/query';
import { parse } from 'error-stack-parser-es/lite';

/** Bounds on what is read of a stack; browsers keep 10 to 100 frames. */
const MAX_FRAMES = 50;
const MAX_LINE = 2_000;

/** The frames of an error's stack, as Chromium, Firefox and Safari write it; the raw text stays beside them. */
export function errorStack(event: RumEvent): Pick<Enrichment, 'error'> {
  if (event.type !== 'error') return {};
  const { stack, handling_stack: handlingStack } = event.error;
  const text = stack ?? handlingStack;
  const frames = text ? framesOf(text) : [];
  const [first] = frames;
  if (!first) return {};
  return { error: { frames, culprit: [first.function, first.file].filter(Boolean).join(' in ') } };
}

function framesOf(stack: string): StackFrame[] {
  const lines = stack.split('\n').filter((line) => line.length <= MAX_LINE);
  try {
    const error = { name: '', message: '', stack: lines.slice(0, MAX_FRAMES * 2).join('\n') };
    return (
      parse(error, { allowEmpty: true })
        // A line that names no place is a message, not a call.
        .filter(({ file, line }) => file && line !== undefined)
        .slice(0, MAX_FRAMES)
        .map(({ function: name, file, line, col }) => ({
          ...(name && { function: name }),
          ...(file && { file }),
          ...(line !== undefined && { line }),
          ...(col !== undefined && { column: col }),
        }))
    );
  } catch {
    // No stack of a browser that is known.
    return [];
  }
}
