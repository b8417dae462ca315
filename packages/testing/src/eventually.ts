/**
 * Asks until the answer is there: for what a browser does in its own time.
 *
 * @throws after `deadline` milliseconds (default 5,000), with `what` was missing
 */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  deadline = 5_000,
): Promise<Exclude<T, Falsy>> {
  const end = performance.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, Falsy>;
    if (performance.now() > end) throw new Error(`Not within ${deadline} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

type Falsy = undefined | null | false | 0 | '';
