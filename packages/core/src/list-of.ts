/** `Array.from`, in whose place old libraries put one of their own. */
export function listOf<T, Made = T>(items: Iterable<T>, make?: (item: T) => Made): Made[] {
  const list = [...items];
  return make ? list.map((item) => make(item)) : (list as unknown as Made[]);
}
