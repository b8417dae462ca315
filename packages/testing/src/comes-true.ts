import { vi } from 'vitest';

/**
 * Waits until `check` throws no longer. A machine that does other work as well takes its time: Vitest's own second is short.
 *
 * @throws what `check` threw last, after 10 s
 */
export function comesTrue<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000 });
}
