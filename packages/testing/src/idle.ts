/** Longer than the SDK waits for an idle main thread; a page that draws nothing may be given no idle moment. */
const LONGEST_WAIT = 6_000;

/** When what waited for an idle moment has had it. */
export const idle = () =>
  new Promise<unknown>((resolve) => requestIdleCallback(resolve, { timeout: LONGEST_WAIT }));
