import { errorData } from '@firsthand/collectors';
import {
  createContexts,
  groupUrl,
  now,
  sanitize,
  startRum,
  uuid,
  whenActivated,
  type Attributes,
  type Contexts,
  type RunningRum,
} from '@firsthand/core';
import { createGate } from '@firsthand/privacy';
import { createTransport } from '@firsthand/transport';
import { faultOf, type RumConfiguration } from './configuration.js';
import { contextMethods, type ContextMethods } from './context-methods.js';
import { defaultCollectors } from './default-collectors.js';
import { VERSION } from './version.js';
import { viewMethods, type ViewMethods } from './view-methods.js';

/** One instance of Firsthand on a page. */
export interface Rum extends ContextMethods, ViewMethods {
  /**
   * Starts collecting; on a page that is being prerendered, when a person is shown it. A wrong configuration gives
   * one console error and leaves the page untouched.
   */
  init(configuration: RumConfiguration): void;
  /** Reports an error that the page has handled. `context` is any JSON that explains it. */
  addError(error: unknown, context?: Attributes): void;
  /** Reports that something happened which matters to you. `context` is any JSON that explains it. */
  addAction(name: string, context?: Attributes): void;
  /** Id of this tab's session; `undefined` before `init` and after the session's end. */
  getSessionId(): string | undefined;
  /** Calls `listener` with each new session's id, and with `undefined` at each end. */
  onSessionChange(listener: (id: string | undefined) => void): void;
  /** Ends the session for all tabs; the next interaction starts another. */
  stopSession(): void;
  /** A copy of what `init` was given; `undefined` before. */
  getInitConfiguration(): RumConfiguration | undefined;
  /** Sends what waits. Resolves when the server has answered. */
  flush(): Promise<void>;
  /** Sends what waits, stops everything and takes every patch back. A later `init` starts anew. */
  destroy(): void;
  /** Version of the SDK. */
  readonly version: string;
}

type Call = (rum: RunningRum) => void;

/** Calls before `init` that are kept. */
const MAX_EARLY_CALLS = 100;

/** Makes an instance; nothing happens until its `init`. */
export function createRum(): Rum {
  const contexts = createContexts();
  let running: RunningRum | undefined;
  let abort: AbortController | undefined;
  let initialConfiguration: RumConfiguration | undefined;
  let earlyCalls: Call[] = [];

  const whenRunning = (call: Call) => {
    if (running) call(running);
    else if (earlyCalls.length < MAX_EARLY_CALLS) earlyCalls.push(call);
  };

  return {
    init(configuration) {
      if (typeof document === 'undefined') return;
      if (abort) return console.error('Firsthand: init was called twice; the first call stands.');
      const fault = faultOf(configuration);
      if (fault) return console.error(`Firsthand: not started: ${fault}.`);
      initialConfiguration = configuration;
      abort = new AbortController();
      const { signal } = abort;
      whenActivated(() => {
        running = start({ configuration, contexts }, signal);
        for (const call of earlyCalls) call(running);
        earlyCalls = [];
      }, signal);
    },
    ...contextMethods(contexts),
    ...viewMethods(whenRunning, () => running?.view),
    addError(error, context) {
      const at = now();
      const data = errorData(error, { source: 'custom', handling: 'handled' });
      const own = contextOf(context);
      whenRunning(({ emit }) => emit('error', { ...data, ...own }, at));
    },
    addAction(name, context) {
      const at = now();
      const action = { id: uuid(), type: 'custom', target: { name: String(name) } } as const;
      const own = contextOf(context);
      whenRunning(({ emit }) => emit('action', { action, ...own }, at));
    },
    getSessionId: () => running?.session.getId(),
    onSessionChange: (listener) => whenRunning(({ session }) => session.onChange(listener)),
    stopSession: () => running?.session.stop(),
    getInitConfiguration: () => initialConfiguration && { ...initialConfiguration },
    flush: async () => running?.flush(),
    destroy() {
      void running?.flush();
      abort?.abort();
      abort = undefined;
      running = undefined;
    },
    version: VERSION,
  };
}

interface StartParts {
  configuration: RumConfiguration;
  contexts: Contexts;
}

function start({ configuration, contexts }: StartParts, signal: AbortSignal): RunningRum {
  const { beforeSend, endpoint = '/rum' } = configuration;
  const onFault = (fault: unknown) => console.warn('Firsthand:', fault);
  return startRum(
    {
      identity: configuration,
      contexts,
      sessionStore: configuration,
      sessionSampleRate: configuration.sessionSampleRate ?? 100,
      trackViewsManually: configuration.trackViewsManually ?? false,
      groupUrl: configuration.groupUrl ?? groupUrl,
      collectors: configuration.collectors ?? defaultCollectors(configuration),
      gate: createGate({ beforeSend }, onFault),
      transport: createTransport(
        { endpoint, sdk: { name: '@firsthand/rum', version: VERSION }, onFault },
        signal,
      ),
      onFault,
    },
    signal,
  );
}

/** A context of one event, as it is now. */
function contextOf(context: Attributes | undefined) {
  const copy = context && sanitize(context);
  return copy && typeof copy === 'object' && !Array.isArray(copy) ? { context: copy } : {};
}
