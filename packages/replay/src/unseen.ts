import { guard, ignore, inDocument, listen, patch, type PatchedCall } from '@firsthand/core';
import { record } from '@rrweb/record';

type Animate = typeof Element.prototype.animate;

/**
 * Tells what no attribute says: which popovers are shown, and that a script animates something, which is not recorded.
 * https://html.spec.whatwg.org/#the-popover-attribute https://drafts.csswg.org/web-animations-1/#the-animatable-interface-mixin
 */
export function followUnseen(tell: (tag: string, payload: object) => void, signal: AbortSignal) {
  const tellPopover = (node: EventTarget | null, isOpen: boolean) =>
    tell('popover', { id: record.mirror.getId(node as Node), isOpen });
  let hasAnimated = false;
  const onAnimation = () => {
    if (!hasAnimated) tell('animation', {});
    hasAnimated = true;
  };
  listen(
    document,
    {
      toggle: ({ target, newState }) =>
        (target as HTMLElement).popover && tellPopover(target, newState === 'open'),
    },
    { capture: true, signal },
  );
  patch(
    { owner: Element.prototype, key: 'animate', observer: onAnimation, around, onLocked: ignore },
    signal,
  );
  return {
    /** Of what was so before a full snapshot. */
    tellAll() {
      hasAnimated = false;
      const open = guard(() => inDocument('querySelectorAll')(':popover-open'), ignore) ?? [];
      for (const node of open) tellPopover(node, true);
      const running = guard(() => inDocument('getAnimations')(), ignore) ?? [];
      if (running.some(isByScript)) onAnimation();
    },
  };
}

function around(
  { original, self, args }: PatchedCall<Animate>,
  observers: ReadonlySet<() => void>,
): Animation {
  const animation = Reflect.apply(original, self, args);
  for (const observer of observers) guard(observer);
  return animation;
}

/** Those of a style sheet are of classes of their own. */
const isByScript = (animation: Animation) =>
  Object.prototype.toString.call(animation) === '[object Animation]';
