import type { StackFrame } from '@firsthand/protocol/query';

/** What V8 and others write where a function has no name. */
const NAMELESS = /^(?:<anonymous>|<unknown>|\?)?$/;

/** A frame, where there is a place, and either it or the function is known. */
export function call(name: string, place: StackFrame | undefined): StackFrame | undefined {
  if (!place) return undefined;
  const frame = NAMELESS.test(name) ? place : { ...place, function: name };
  return frame.function || frame.file ? frame : undefined;
}
