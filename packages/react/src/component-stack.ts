import type { ErrorDetails } from '@firsthand/rum';

/** The components in which an error happened, as its event has them: a line each, innermost first. */
export function componentStackOf(info: {
  componentStack?: string | null | undefined;
}): ErrorDetails {
  const stack = info.componentStack?.trim();
  return stack ? { component_stack: stack } : {};
}
