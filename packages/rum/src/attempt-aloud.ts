/** Runs what is not our own: what it throws stays out of the page, and is told in the console. */
export function attemptAloud<T>(name: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    console.error(`Firsthand: ${name} threw:`, error);
    return undefined;
  }
}

/** The same of a method that pages call. */
export function neverThrowing<Given extends unknown[]>(
  name: string,
  method: (...given: Given) => void,
): (...given: Given) => void {
  return (...given) => attemptAloud(name, () => method(...given));
}
