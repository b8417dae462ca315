import { errorData, handlingStack } from '@firsthand/collectors';
import {
  createContexts,
  now,
  whenActivated,
  type Attributes,
  type InternalContext,
  type RunningRum,
} from '@firsthand/core';
import { actionMethods, type ActionMethods } from './action-methods.js';
import { faultOf, type RumConfiguration, type TrackingConsent } from './configuration.js';
import { contextMethods, type ContextMethods } from './context-methods.js';
import { relativeTime, type Call } from './early-calls.js';
import { ownContext } from './own-context.js';
import type { ReplayMethods } from './replay-methods.js';
import { createReplay } from './replay/replay.js';
import { resourceMethods, type ResourceMethods } from './resource-methods.js';
import { start } from './start.js';
import { VERSION } from './version.js';
import { viewMethods, type ViewMethods } from './view-methods.js';
import { vitalMethods, type VitalMethods } from './vital-methods.js';

/** One instance of Firsthand on a page. */
export interface Rum
  extends ActionMethods, ContextMethods, ReplayMethods, ResourceMethods, ViewMethods, VitalMethods {
  /**
   * Starts collecting; on a page that is being prerendered, when a person is shown it. A wrong configuration gives
   * one console error and leaves the page untouched.
   */
  init(configuration: RumConfiguration): void;
  /** Calls back as soon as the SDK is there: at once, unless the page asked by the script-tag snippet. */
  onReady(callback: () => void): void;
  /** Reports an error that the page has handled. `context` is any JSON that explains it. */
  addError(error: unknown, context?: Attributes): void;
  /**
   * Says what the person allows. `granted` starts collecting; the others stop it, and what has not been sent is
   * forgotten; `denied` also ends the session and forgets its id.
   */
  setTrackingConsent(consent: TrackingConsent): void;
  /** Id of this tab's session; `undefined` before `init` and after the session's end. */
  getSessionId(): string | undefined;
  /** Calls `listener` with each new session's id, and with `undefined` at each end. */
  onSessionChange(listener: (id: string | undefined) => void): void;
  /** Ends the session for all tabs; the next interaction starts another. */
  stopSession(): void;
  /** A copy of what `init` was given; `undefined` before. */
  getInitConfiguration(): RumConfiguration | undefined;
  /**
   * What an event is said to belong to; `undefined` while there is no session.
   *
   * @param time as of `performance.now()` or `Date.now()`. Default: now
   */
  getInternalContext(time?: number): InternalContext | undefined;
  /** Sends what waits. Resolves when the server has answered. */
  flush(): Promise<void>;
  /** Sends what waits, stops everything and takes every patch back. A later `init` starts anew. */
  destroy(): void;
  /** Version of the SDK. */
  readonly version: string;
}

/** Calls before `init` that are kept. */
const MAX_EARLY_CALLS = 100;

/** Makes an instance; nothing happens until its `init`. */
export function createRum(): Rum {
  const contexts = createContexts();
  const replay = createReplay();
  let configuration: RumConfiguration | undefined;
  let consent: TrackingConsent | undefined;
  let running: RunningRum | undefined;
  let abort: AbortController | undefined;
  let earlyCalls: Call[] = [];

  const whenRunning = (call: Call) => {
    if (running) call(running);
    else if (consent !== 'denied' && earlyCalls.length < MAX_EARLY_CALLS) earlyCalls.push(call);
  };

  const startOnceAllowed = () => {
    if (!configuration || consent !== 'granted' || abort) return;
    const given = configuration;
    abort = new AbortController();
    const { signal } = abort;
    whenActivated(() => {
      running = start({ configuration: given, contexts, replay }, signal);
      const calls = earlyCalls;
      earlyCalls = [];
      for (const call of calls) call(running);
    }, signal);
  };

  const stop = () => {
    abort?.abort();
    abort = undefined;
    running = undefined;
  };

  return {
    init(given) {
      if (typeof document === 'undefined') return;
      if (configuration) {
        if (!given.silentMultipleInit) {
          console.error('Firsthand: init was called twice; the first call stands.');
        }
        return;
      }
      const fault = faultOf(given);
      if (fault) return console.error(`Firsthand: not started: ${fault}.`);
      configuration = { ...given };
      consent ??= given.trackingConsent ?? 'granted';
      if (consent === 'denied') earlyCalls = [];
      startOnceAllowed();
    },
    onReady(callback) {
      try {
        callback();
      } catch (error) {
        console.error('Firsthand: the onReady callback threw:', error);
      }
    },
    ...actionMethods(whenRunning),
    ...contextMethods(contexts),
    ...replay.methods,
    ...resourceMethods(whenRunning),
    ...viewMethods(whenRunning, () => running?.view),
    ...vitalMethods(whenRunning),
    addError: function addError(error, context) {
      const at = now();
      const data = errorData(error, { source: 'custom', handling: 'handled' });
      const stack = handlingStack(addError);
      if (stack) data.error.handling_stack = stack;
      const own = { ...data.context, ...ownContext(context).context };
      if (Object.keys(own).length) data.context = own;
      whenRunning(({ emit }) => emit('error', data, at));
    },
    setTrackingConsent(given) {
      consent = given;
      if (given === 'granted') return startOnceAllowed();
      if (given === 'denied') {
        earlyCalls = [];
        running?.forget();
      }
      stop();
    },
    getSessionId: () => running?.session.getId(),
    onSessionChange: (listener) => whenRunning(({ session }) => session.onChange(listener)),
    stopSession: () => running?.session.stop(),
    getInitConfiguration: () => configuration && { ...configuration },
    getInternalContext: (time = now()) => running?.contextAt(relativeTime(running, time)),
    flush: async () => running?.flush(),
    destroy() {
      void running?.flush();
      stop();
      configuration = undefined;
      consent = undefined;
    },
    version: VERSION,
  };
}
