/** Whether an address has another path than the page now. */
export function isOtherPath(url: string): boolean {
  return new URL(url, location.href).pathname !== location.pathname;
}
