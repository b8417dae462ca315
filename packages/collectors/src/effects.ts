import {
  forTypes,
  ignore,
  inDocument,
  isGuarded,
  listen,
  patch,
  type PatchedCall,
} from '@firsthand/core';

/** Events that tell of an effect which changes no node. */
const EVENTS =
  'animationstart beforeprint beforetoggle blur cancel close copy cut focusin fullscreenchange input invalid pagehide ' +
  'paste pointerlockchange popstate reset scroll seeking submit toggle transitionrun visibilitychange volumechange';

/** Methods that have one, by what has them. */
const METHODS: Record<string, RegExp> = {
  Animation: /^(?:cancel|finish|pause|play|reverse)$/,
  AudioContext: /^resume$/,
  Clipboard: /^write/,
  CSSStyleSheet: /^(?:insert|delete)Rule$|^replace/,
  Element: /^animate$/,
  Geolocation: /^(?:get|watch)/,
  HighlightRegistry: /^(?:clear|delete|set)$/,
  HTMLElement: /^click$/,
  HTMLMediaElement: /^(?:play|pause)$/,
  ImageBitmapRenderingContext: /^transfer/,
  MediaDevices: /^get(?:Display|User)/,
  Navigator: /^(?:share|vibrate)$/,
  SpeechSynthesis: /^speak$/,
  window: /^(?:alert|confirm|open|print|prompt)$/,
};

const DRAWING = /^(?:clear|draw|fill|put|stroke)/;

type Observer = () => void;

/** Calls `observer` with each effect that changes no node of the document. */
export function observeEffects(observer: Observer, signal: AbortSignal): void {
  const types = EVENTS.split(' ') as ['blur'];
  listen(window, forTypes(types, observer), { signal, capture: true, passive: true });
  const { navigation } = globalThis as { navigation?: EventTarget & { currentEntry?: object } };
  // Downloads and other documents, whoever asks for them.
  if (navigation?.currentEntry)
    listen(navigation, forTypes(['navigate' as 'blur'], observer), { signal });
  for (const [name, pattern] of Object.entries(METHODS))
    observeMethods({ name, pattern, observer }, signal);
}

/** The same of what is drawn, which is called so often that it is observed for a moment only. */
export function observeDrawing(observer: Observer, signal: AbortSignal): void {
  if (!inDocument('querySelector')('canvas')) return;
  for (const kind of ['Canvas', 'WebGL', 'WebGL2']) {
    const name = `${kind}RenderingContext${kind === 'Canvas' ? '2D' : ''}`;
    observeMethods({ name, pattern: DRAWING, observer }, signal);
  }
}

interface ObservedMethods {
  /** Of the window, or of a constructor. */
  name: string;
  pattern: RegExp;
  observer: Observer;
}

/** A method that the page has locked is left alone: not every effect must be known. */
function observeMethods({ name, pattern, observer }: ObservedMethods, signal: AbortSignal): void {
  const scope = globalThis as Record<string, unknown>;
  const owner = (
    name === 'window' ? globalThis : (scope[name] as { prototype?: object } | undefined)?.prototype
  ) as Record<string, unknown> | undefined;
  if (!owner) return;
  for (const [key, { value }] of Object.entries(Object.getOwnPropertyDescriptors(owner))) {
    if (typeof value === 'function' && pattern.test(key))
      patch({ owner, key, observer, around: tellAround, onLocked: ignore }, signal);
  }
}

function tellAround(
  { original, self, args }: PatchedCall,
  observers: ReadonlySet<Observer>,
): unknown {
  if (!isGuarded()) for (const observer of observers) observer();
  return Reflect.apply(original, self, args) as unknown;
}
