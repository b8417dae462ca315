/** Longer than the SDK waits for an idle main thread. */
const LONGEST_WAIT = 6_000;

/** When what waited for an idle moment has had it. A page that draws nothing may be given none for long: this one draws. */
export const idle = () =>
  new Promise<unknown>((resolve) => {
    let isOver = false;
    const draw = () => {
      if (!isOver) requestAnimationFrame(draw);
    };
    draw();
    requestIdleCallback(
      (deadline) => {
        isOver = true;
        resolve(deadline);
      },
      { timeout: LONGEST_WAIT },
    );
  });
