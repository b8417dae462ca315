import {
  about,
  boundsOf,
  closest,
  defineCollector,
  isElement,
  listen,
  now,
  onPageExit,
  toNanoseconds,
  type EventData,
} from '@firsthand/core';
import { createActionNamer, type ActionNameOptions } from './action-name.js';
import { followClicks } from './clicks.js';
import { observeClicks, type ObservedClick } from './observe-clicks.js';
import { createPageActivity, type WaitOptions } from './page-activity.js';
import { selectorOf } from './selector.js';

export interface ActionsOptions
  extends ActionNameOptions, Pick<WaitOptions, 'excludedActivityUrls'> {
  /** Whether clicks made by scripts count: for tests. Default: false */
  allowUntrustedEvents?: boolean | undefined;
  /** Clicks that came before. */
  early?: readonly ObservedClick[] | undefined;
}

type Action = EventData<'action'>;
type FrustrationType = NonNullable<Action['action']['frustration']>['type'][number];

/** An action lasts at most this long, in milliseconds. */
const MAX_DURATION = 10_000;
/** What a press leads to comes within this, in milliseconds. */
const MAX_PRESS = 1_000;

/**
 * Clicks and taps of a person, and forms sent by key. Each lasts until the page is quiet, and is told whether it was
 * one of frustration: the third in a second on one spot, one that came to nothing, one that ended in an error.
 */
export const actions = defineCollector<ActionsOptions>(
  'actions',
  ({ signal, share, startAction, onViewEnd }, options = {}) => {
    const { excludedActivityUrls } = options;
    const { awaitQuiet } = share(createPageActivity);
    const describe = createDescriber(options);
    const clicks = followClicks(signal);
    let stop: (() => void) | undefined;
    /** When Enter was pressed, unless a click came of it: a form's button gets one before the form is sent. */
    let enteredAt = -Infinity;
    /** Before the page changes what it shows there. */
    let pressed: Described | undefined;
    /** Whether the page did something before the press became a click, as menus do; ends watching. */
    let hasReacted = false;
    let endPress: (() => void) | undefined;
    /** Gets a click of its own for one on its label. */
    let labelled: Element | null | undefined;

    /** @param isWhole whether all that the page does because of it is seen */
    const begin = (target: Element, event: MouseEvent | SubmitEvent, isWhole = true) => {
      // What happens from now on belongs to this one.
      stop?.();
      endPress?.();
      const isAnswered = hasReacted;
      hasReacted = false;
      const { timeStamp: at } = event;
      const isClick = 'button' in event;
      const over = new AbortController();
      const click = isClick ? clicks.add(target, event, over.signal) : undefined;
      const described = pressed?.target === target ? pressed : describe(target);
      const isTap = (event as Partial<PointerEvent>).pointerType === 'touch';
      const action = startAction(at);
      let isSeenWhole = isWhole;
      const finish = awaitQuiet(
        { maxDuration: MAX_DURATION, excludedActivityUrls },
        (activeUntil) => {
          stop = undefined;
          const isDead =
            isSeenWhole &&
            !isAnswered &&
            activeUntil === undefined &&
            !!click &&
            clicks.isDead(click);
          over.abort();
          action.end(now(), ({ error, resource, long_task }) => {
            const frustration: FrustrationType[] = [
              ...(click && clicks.isRage(click) ? ['rage_click' as const] : []),
              ...(isDead ? ['dead_click' as const] : []),
              ...(error ? ['error_click' as const] : []),
            ];
            const data: Action = {
              action: {
                type: isTap ? 'tap' : 'click',
                target: { name: described.name },
                ...(activeUntil !== undefined && {
                  loading_time: toNanoseconds(Math.max(0, activeUntil - at)),
                }),
                ...(frustration.length && { frustration: { type: frustration } }),
                error: { count: error },
                resource: { count: resource },
                long_task: { count: long_task },
              },
              _dd: { action: placeOf(described, isClick ? event : undefined) },
            };
            return about(data, { event });
          });
        },
      );
      stop = () => {
        isSeenWhole = false;
        finish();
      };
    };

    const mayCount = ({ isTrusted }: Event) => isTrusted || options.allowUntrustedEvents;
    const observe = ({ event, target }: ObservedClick, isWhole = true) => {
      if (!mayCount(event) || !isElement(target)) return;
      enteredAt = -Infinity;
      const isOfLabel = target === labelled;
      labelled = (closest(target, 'label') as HTMLLabelElement | null)?.control;
      if (!isOfLabel) begin(target, event, isWhole);
    };
    for (const click of options.early ?? []) observe(click, false);
    observeClicks(observe, signal, (target) => {
      labelled = undefined;
      pressed = isElement(target) ? describe(target) : undefined;
      endPress?.();
      endPress = awaitQuiet({ maxDuration: MAX_PRESS, excludedActivityUrls }, (activeUntil) => {
        hasReacted = activeUntil !== undefined;
      });
    });
    listen(
      window,
      {
        submit(event) {
          const { target, submitter, timeStamp } = event;
          if (timeStamp - enteredAt > MAX_PRESS || !mayCount(event)) return;
          enteredAt = -Infinity;
          if (isElement(target)) begin(submitter ?? target, event);
        },
        keydown(event) {
          labelled = undefined;
          const isEnter = event.key === 'Enter' && !event.isComposing && mayCount(event);
          enteredAt = isEnter ? event.timeStamp : -Infinity;
        },
      },
      { signal, capture: true },
    );
    const stopNow = () => stop?.();
    onViewEnd(stopNow);
    // A link that was clicked ends the page.
    onPageExit(stopNow, signal);
  },
);

type Described = ReturnType<ReturnType<typeof createDescriber>>;

/** Tells what an element is and where, as the person sees it now. */
function createDescriber(options: ActionNameOptions) {
  const nameOf = createActionNamer(options);
  return (target: Element) => ({
    target,
    ...nameOf(target),
    selector: selectorOf(target),
    // The browser has just looked for what lies under the pointer: nothing is laid out again.
    bounds: boundsOf(target),
  });
}

function placeOf(
  { bounds, selector, source }: Described,
  click: MouseEvent | undefined,
): NonNullable<NonNullable<Action['_dd']>['action']> {
  const { left, top, width, height } = bounds;
  return {
    // A click by key is nowhere.
    ...(click &&
      click.detail > 0 && {
        position: { x: Math.round(click.clientX - left), y: Math.round(click.clientY - top) },
      }),
    target: {
      ...(selector && { selector }),
      width: Math.round(width),
      height: Math.round(height),
    },
    name_source: source,
  };
}
