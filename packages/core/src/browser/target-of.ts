/** What an event happened to, also within an open shadow tree. An event that is over does not tell any more. */
export function targetOf(event: Event): EventTarget | null | undefined {
  const { target } = event as { target: (Partial<Element> & EventTarget) | null };
  // A path is all ancestors: to have it made costs more than what is done with its first.
  return target?.shadowRoot ? event.composedPath()[0] : target;
}
