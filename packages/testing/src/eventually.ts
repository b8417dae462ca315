/**
 * Asks until the answer is there: for what a browser does in its own time.
 *
 * @throws after `deadline` milliseconds (default 5,000), with `what` was missing
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  deadline = 5_000,
): Promise<T> {
  const end = performance.now() + deadline;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`Not within ${deadline} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
