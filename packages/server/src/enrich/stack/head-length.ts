/** Names may have a colon, too: `Uncaught Error: ns: Failure: message`. */
const MAX_COLONS = 4;
const MAX_NAME = 300;

/**
 * Length of the message with which a stack begins, if it does. V8 writes `${name}: ${message}`, by the name that the
 * error had when it was made: https://v8.dev/docs/stack-trace-api. Firefox and Safari write neither.
 */
export function headLength(stack: string, message: string): number {
  if (!message) return 0;
  const names = stack.slice(0, MAX_NAME).split(': ', MAX_COLONS);
  let from = 0;
  for (const name of names) {
    const end = from + message.length;
    if (stack.startsWith(message, from) && isEndOfLine(stack, end)) return end;
    from += name.length + 2;
  }
  return 0;
}

/** A message `f` is not how `f@https://…` begins. */
function isEndOfLine(text: string, at: number): boolean {
  return at === text.length || text[at] === '\n' || text[at] === '\r';
}
