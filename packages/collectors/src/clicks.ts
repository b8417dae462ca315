import { closest, inDocument, listen } from '@firsthand/core';
import { observeDrawing, observeEffects } from './effects.js';
import { isClosed } from './shadow-trees.js';

/** A click, and what is needed to judge whether it was one of frustration. Times are relative. */
export interface Click {
  readonly target: Element;
  readonly at: number;
  readonly x: number;
  readonly y: number;
  /** The clicks on one spot, one soon after the other, to which it belongs. */
  readonly burst: Click[];
  /** What had happened before it, and what showed without being a node. */
  readonly before: { reactions: number; selections: number; shown: string };
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
  /** Signs that something came of a click which no activity of the page shows: counted, since clocks are too coarse. */
  let reactions = 0;
  let selections = 0;
  const react = () => {
    reactions += 1;
  };
  const hasReacted = ({ before }: Click) =>
    reactions > before.reactions ||
    // Each click and key moves the caret: whether anything is selected is only asked where it matters.
    (selections > before.selections && getSelection()?.isCollapsed === false);
  observeEffects(react, signal);
  listen(
    document,
    {
      selectionchange() {
        selections += 1;
      },
    },
    { signal, capture: true, passive: true },
  );

  return {
    /** @param wait fires when it is known what came of it */
    add(target: Element, event: MouseEvent, wait: AbortSignal): Click {
      const { timeStamp: at, clientX: x, clientY: y } = event;
      const last = burst.at(-1);
      const continues =
        last?.target === target &&
        at - last.at <= RAGE_TIME &&
        Math.hypot(x - last.x, y - last.y) <= MAX_DISTANCE &&
        !hasReacted(last);
      if (!continues) burst = [];
      const before = { reactions, selections, shown: shownBesideNodes() };
      const click = { target, at, x, y, burst, before };
      burst.push(click);
      observeDrawing(react, wait);
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
    isDead: (click: Click) =>
      !hasReacted(click) &&
      !closest(click.target, NEVER_DEAD) &&
      !isClosed(click.target) &&
      click.before.shown === shownBesideNodes(),
  };
}

/** Fields that are looked at. */
const MAX_FIELDS = 200;

/** What a script may change without an event: fields, and which style sheets hold. */
function shownBesideNodes(): string {
  const fields = [...inDocument('querySelectorAll')<HTMLInputElement>('input,textarea,select')];
  const sheets = [...inDocument('styleSheets'), ...(inDocument('adoptedStyleSheets') ?? [])];
  return [
    ...sheets.map(({ disabled }) => disabled),
    ...fields
      .slice(0, MAX_FIELDS)
      .flatMap(({ checked, indeterminate, value }) => [checked, indeterminate, value]),
  ].join();
}
