/**
 * Runs `work` while no other tab of the origin runs its own under the same name. Insecure contexts and old
 * browsers have no Web Locks: there it runs at once. https://w3c.github.io/web-locks/
 */
export function exclusively(name: string, work: () => void): void {
  const { locks } = navigator as { locks?: LockManager };
  // Refused in opaque origins and in documents that are going away.
  if (locks) locks.request(name, work).catch(work);
  else work();
}
