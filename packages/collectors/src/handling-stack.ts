/**
 * Where a call of the page came from.
 *
 * @param below the function whose callers matter; where the browser cannot leave it out, the stack begins with it
 */
export function handlingStack(below: (...args: never[]) => unknown): string | undefined {
  const error = new Error();
  (Error as { captureStackTrace?: (target: Error, below: unknown) => void }).captureStackTrace?.(
    error,
    below,
  );
  return error.stack;
}
