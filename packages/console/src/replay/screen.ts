import { EventType, Replayer, type eventWithTime } from 'rrweb';
import { guardPlugin, guardSteps } from './guard-steps.js';
import { createSieve } from './harmless.js';
import { pageStates } from './page-states.js';
import type { Loaded } from './records.js';
import { unrecordedFrames } from './unrecorded-frames.js';

/** What a page looked like, drawn by rrweb into a frame that runs no script. Times are milliseconds since the epoch. */
export interface Screen {
  readonly frame: HTMLIFrameElement;
  /** Resolves when they count. */
  add(records: readonly Loaded[]): Promise<void>;
  play(at: number): void;
  pause(at: number): void;
  time(): number;
  setSpeed(speed: number): void;
  /** Whether a node stands in for an element that was not recorded. */
  isHidden(node: Node): boolean;
  destroy(): void;
}

export type MountScreen = (options: ScreenOptions) => Screen;

interface ScreenOptions {
  root: HTMLElement;
  records: readonly Loaded[];
  speed: number;
  onResize: (size: { width: number; height: number }) => void;
  /** Told that it shows nothing any more. */
  onFault: (fault: Error) => void;
}

/** rrweb ends, and forgets where it is, when it has played its last event; this one is never reached. */
const NEVER: Loaded = {
  type: EventType.Custom,
  timestamp: 8.64e15,
  data: { tag: '', payload: {} },
};

export const mountScreen: MountScreen = ({ root, records: loaded, speed, onResize, onFault }) => {
  const sift = createSieve();
  const records = sift(loaded);
  const replayer = new Replayer([...records, NEVER] as eventWithTime[], {
    root,
    speed,
    mouseTail: false,
    showWarning: false,
    triggerFocus: false,
    // With it a jump changes the page last and in another order than it was recorded in: adopted style sheets are lost.
    useVirtualDom: false,
    plugins: [pageStates, unrecordedFrames].map(guardPlugin),
  });
  guardSteps(replayer, onFault);
  const first = records[0]?.timestamp ?? 0;
  const begin = records.reduce((least, { timestamp }) => Math.min(least, timestamp), first);
  replayer.on('resize', (size) => onResize(size as { width: number; height: number }));
  replayer.iframe.title = 'Recorded page';
  // What is shown cannot be used; without this it could be reached by the keyboard.
  replayer.iframe.inert = true;
  const offsetOf = (at: number) => Math.max(0, at - begin);
  return {
    frame: replayer.iframe,
    async add(more) {
      for (const record of sift(more)) replayer.addEvent(record as eventWithTime);
      // It takes each in a microtask of its own; until then a jump would leave it out.
      await Promise.resolve();
    },
    play: (at) => replayer.play(offsetOf(at)),
    // What happened at this very moment is shown.
    pause: (at) => replayer.pause(offsetOf(at) + 1),
    time: () => begin + replayer.getCurrentTime(),
    setSpeed: (value) => replayer.setConfig({ speed: value }),
    isHidden: (node) => {
      const meta = replayer.getMirror().getMeta(node);
      return !!meta && 'attributes' in meta && 'rr_width' in meta.attributes;
    },
    destroy: () => replayer.destroy(),
  };
};
