import { guard, ignore, stackOf } from '@firsthand/core';

/**
 * Where a call of the page came from.
 *
 * @param below the function whose callers matter; where the browser cannot leave it out, the stack begins with it
 */
export function handlingStack(below: (...args: never[]) => unknown): string | undefined {
  return guard(() => {
    const { captureStackTrace } = Error as {
      captureStackTrace?: (target: object, below: unknown) => void;
    };
    // Not of an error where it can be helped: WebKit leaves that the stack it was made with.
    const place: { stack?: unknown } = captureStackTrace ? {} : new Error();
    captureStackTrace?.(place, below);
    return stackOf(place, 'Error');
  }, ignore);
}
