/** Error objects that the page or its framework has reported: they are not reported again when a collector sees them. */
export function createToldErrors() {
  return new WeakSet<object>();
}
