/** Views whose entries may still come. */
const MAX_VIEWS = 3;

/** State that each view has of its own: entries reach us a little after the view may have changed. */
export function createPerView<T>(make: () => T): (viewStart: number) => T {
  const states = new Map<number, T>();
  return (viewStart) => {
    const state = states.get(viewStart) ?? make();
    if (!states.has(viewStart)) {
      states.set(viewStart, state);
      const [oldest = viewStart] = states.keys();
      if (states.size > MAX_VIEWS) states.delete(oldest);
    }
    return state;
  };
}
