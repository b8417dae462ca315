/**
 * Runs `work` while no other tab of the origin runs its own under the same name, or at once when `signal` fires. Insecure
 * contexts and old browsers have no Web Locks: there it runs at once. https://w3c.github.io/web-locks/
 */
export function exclusively(name: string, work: () => void, signal: AbortSignal): void {
  const { locks } = navigator as { locks?: LockManager };
  // Refused in opaque origins and in documents that are going away.
  if (locks) locks.request(name, { signal }, work).catch(work);
  else work();
}
