/** A click, and what is needed to judge whether it was one of frustration. Times are relative. */
export interface Click {
  readonly target: Element;
  readonly at: number;
  readonly x: number;
  readonly y: number;
  /** The clicks on one spot, one soon after the other, to which it belongs. */
  readonly burst: Click[];
}

/** Longest pause within a burst, and longest time in which three clicks are rage, in milliseconds. */
const RAGE_TIME = 1_000;
const RAGE_CLICKS = 3;
/** Clicks further apart than this are not on one spot, in CSS pixels. */
const MAX_DISTANCE = 100;

/** Where a click without effect is nothing to wonder at: it sets the cursor, draws, or leaves the page. */
const NEVER_DEAD =
  'a[href],area[href],canvas,video,audio,select,option,textarea,[contenteditable]:not([contenteditable=false]),' +
  'input:not([type=button],[type=submit],[type=reset],[type=image],[type=checkbox],[type=radio])';

/** Follows clicks, and what a person did beside them. */
export function followClicks(signal: AbortSignal) {
  let burst: Click[] = [];
  /** Last sign that something came of a click which no activity of the page shows. */
  let reactedAt = -Infinity;
  let selectedAt = -Infinity;
  const react = ({ type, timeStamp }: Event) => {
    if (type === 'selectionchange') selectedAt = timeStamp;
    else reactedAt = timeStamp;
  };
  const hasReacted = (since: number) =>
    // Each click and key moves the caret: whether anything is selected is only asked where it matters.
    reactedAt >= since || (selectedAt >= since && getSelection()?.isCollapsed === false);
  // Selecting by double click, scrolling by arrows, typing, and what opens in another window.
  for (const type of [
    'input',
    'scroll',
    'selectionchange',
    'blur',
    'visibilitychange',
    'pagehide',
  ]) {
    addEventListener(type, react, { signal, capture: true, passive: true });
  }

  return {
    add(target: Element, { timeStamp: at, clientX: x, clientY: y }: MouseEvent): Click {
      const last = burst.at(-1);
      const continues =
        last?.target === target &&
        at - last.at <= RAGE_TIME &&
        Math.hypot(x - last.x, y - last.y) <= MAX_DISTANCE &&
        !hasReacted(last.at);
      if (!continues) burst = [];
      const click = { target, at, x, y, burst };
      burst.push(click);
      return click;
    },
    /** Whether it began a burst in which three clicks came within a second. */
    isRage: (click: Click) =>
      click.burst[0] === click &&
      click.burst.some(({ at }, index) => {
        const later = click.burst[index + RAGE_CLICKS - 1];
        return !!later && later.at - at <= RAGE_TIME;
      }),
    /** Whether a click after which the page did nothing should have had an effect. */
    isDead: ({ target, at }: Click) => !hasReacted(at) && !target.closest(NEVER_DEAD),
  };
}
