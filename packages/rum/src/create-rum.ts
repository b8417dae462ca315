import {
  announce,
  callPage,
  complain,
  createContexts,
  guard,
  guardPromise,
  inDocument,
  now as currentTime,
  onAnnounced,
  soon,
  toJson,
  whenActivated,
  type Collector,
  type InternalContext,
  type RunningRum,
} from '@firsthand/core';
import {
  answerFault,
  createConsent,
  deniedOf,
  type Denied,
  type TrackingConsent,
} from '@firsthand/privacy';
import { actionMethods, type ActionMethods } from './action-methods.js';
import { faultOf, type RumConfiguration } from './configuration.js';
import { configured } from './configured.js';
import { contextMethods, type ContextMethods } from './context-methods.js';
import { relativeTime, type Call, type Calls } from './early-calls.js';
import { endedOf, idsOf, type EndedIds } from './ended-ids.js';
import { eraseAll, erasePerson } from './erase.js';
import { errorMethods, type ErrorMethods } from './error-methods.js';
import type { LatePart } from './late/late-part.js';
import type { Slim } from './late/parts.js';
import { initPlugins } from './plugin.js';
import { createRefusals } from './refusals.js';
import type { ReplayMethods } from './replay-methods.js';
import { createReplay } from './replay/replay.js';
import { resourceMethods, type ResourceMethods } from './resource-methods.js';
import { start } from './start.js';
import { startWhenNeeded } from './start-when-needed.js';
import { createStoredContexts } from './stored-contexts.js';
import { VERSION } from './version.js';
import { viewMethods, type ViewMethods } from './view-methods.js';
import { vitalMethods, type VitalMethods } from './vital-methods.js';

/** One instance of Firsthand on a page. */
export interface Rum
  extends
    ActionMethods,
    ContextMethods,
    ErrorMethods,
    ReplayMethods,
    ResourceMethods,
    ViewMethods,
    VitalMethods {
  /**
   * Starts collecting; on a page that is being prerendered, when a person is shown it. A wrong configuration gives
   * one console error and leaves the page untouched.
   */
  init(configuration: RumConfiguration): void;
  /** Calls back as soon as the SDK is there: at once, unless the page asked by the script-tag snippet. */
  onReady(callback: () => void): void;
  /**
   * Says what the person allows, for all purposes or for each; purposes that it does not name stay as they were. What is
   * granted begins at once. What is not granted any more ends, and what has not been sent is forgotten; `denied` also
   * erases what is stored in the browser, in every tab. A word that is none denies, and is said in the console.
   *
   * @returns the ids that ended by it, by which the server can erase what they bear
   */
  setTrackingConsent(consent: TrackingConsent): EndedIds;
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
  /**
   * Sends what waits, stops everything and takes every patch back. A later `init` starts anew. What waits for the SDK's
   * second chunk is lost.
   */
  destroy(): void;
  /** Version of the SDK. */
  readonly version: string;
}

/** Calls before `init` that are kept. */
const MAX_EARLY_CALLS = 100;

/** What tells the entries of this package apart. */
export interface RumEntry {
  /** The collectors of a configuration that names none. */
  collectorsOf: (configuration: RumConfiguration) => readonly Collector[];
  /** What it does not need at once. */
  late: LatePart<Slim>;
  /** Relative time at which the page makes the present call. Default: now */
  now?: () => number;
}

/** Makes an instance; nothing happens until its `init`. */
export function createRum({ collectorsOf, late, now = currentTime }: RumEntry): Rum {
  const contexts = createContexts(now);
  const replay = createReplay(late);
  let configuration: RumConfiguration | undefined;
  let storedContexts: ReturnType<typeof createStoredContexts> | undefined;
  /** Whether the page has said what the person allows, and not only `init`. */
  let hasSaid = false;
  let isRefused = false;
  /** What was allowed when consent was last looked at. */
  let was = { identify: false, replay: false };
  let running: RunningRum | undefined;
  let sessionId: string | undefined;
  let refusals: ReturnType<typeof createRefusals> | undefined;
  let abort: AbortController | undefined;
  /** Starts what has been put off until it is needed. */
  let startNow = () => {};
  let earlyCalls: Call[] = [];
  /** Collectors of plugins. */
  let added: readonly Collector[] = [];

  const consent = createConsent(
    () => isOptedOut() && (configuration?.respectGlobalPrivacyControl ?? true),
  );

  const runningNow = () => {
    startNow();
    return running;
  };

  const whenRunning: Calls['whenRunning'] = (call) => {
    const present = runningNow();
    if (present) call(present);
    else if (
      isPage() &&
      consent.of('measure') !== 'denied' &&
      earlyCalls.length < MAX_EARLY_CALLS
    ) {
      earlyCalls.push(call);
    }
  };

  const calls: Calls = { now, whenRunning };

  const stop = () => {
    abort?.abort();
    abort = running = sessionId = undefined;
    storedContexts?.keep([]);
  };

  /** What is allowed now begins, what is no longer allowed ends. */
  const applyConsent = () => {
    const [measure, identify] = [consent.of('measure'), consent.of('identify')];
    if (measure === 'denied') earlyCalls = [];
    if (!configuration) return;
    if (measure === 'denied' || (measure === 'pending' && running?.hasBegun)) {
      running?.forgetUnsent();
      if (measure === 'denied') running?.endSession();
      stop();
      // What happens until the person allows it must not be known.
      isRefused = true;
    }
    if (measure === 'denied') return eraseAll(configuration);
    const allowed = {
      identify: identify === 'granted',
      replay: consent.of('replay') === 'granted',
    };
    // What has not left may say who the person is, or show what they did.
    if ((was.identify && !allowed.identify) || (was.replay && !allowed.replay)) {
      running?.forgetUnsent();
    }
    if (identify === 'denied' || (was.identify && !allowed.identify)) erasePerson(configuration);
    was = allowed;
    startOrBegin(configuration);
  };

  const startOrBegin = (given: RumConfiguration) => {
    if (!abort) return prepare(given, (abort = new AbortController()).signal);
    if (!running) return;
    if (consent.of('measure') === 'granted') {
      if (running.hasBegun) replay.update();
      running.begin();
      keepContexts(given);
    }
    const kept = earlyCalls;
    earlyCalls = [];
    for (const call of kept) call(running);
  };

  const prepare = (given: RumConfiguration, signal: AbortSignal) => {
    const listen = () => onAnnounced(topicOf(given), (said) => withdraw(JSON.parse(said)), signal);
    // The first such listener takes a browser a millisecond; at `init` it comes in time before the session begins.
    if (hasSaid) listen();
    else soon(listen, signal);
    const since = isRefused ? now() : undefined;
    soon(() => void late.when(({ warnOfAddresses }) => warnOfAddresses(given), signal), signal);
    whenActivated(() => {
      const collectors = [
        ...(given.collectors ? configured(given.collectors, given) : collectorsOf(given)),
        ...added,
      ];
      const { href, pathname, hash } = location;
      const parts = {
        late,
        contexts,
        consent,
        since,
        replay,
        collectors,
        place: { href, pathname, hash },
        refused: () => refusals?.elsewhere(signal) ?? {},
        isLate: inDocument('readyState') === 'complete',
      };
      const work = {
        start() {
          running = start({ configuration: given, ...parts }, signal);
          running.onSessionChange((id) => (sessionId = id));
          startOrBegin(given);
        },
        leave: () => running?.leave(),
      };
      startNow = startWhenNeeded(collectors, work, signal);
      keepContexts(given);
    }, signal);
  };

  const keepContexts = (given: RumConfiguration) => {
    if (!given.storeContextsAcrossPages || consent.of('measure') !== 'granted') return;
    storedContexts ??= createStoredContexts(contexts, given.applicationId);
    storedContexts.keep(was.identify ? ['global', 'user', 'account'] : ['global']);
  };

  const flush = async () => {
    replay.flush();
    await runningNow()?.flush();
  };

  /** Takes what another page was told: it can deny, and no more. */
  const withdraw = (said: unknown) => {
    const denied = deniedOf(said as TrackingConsent);
    if (!denied) return;
    consent.change(denied);
    applyConsent();
  };

  const say = (given: TrackingConsent) => {
    const fault = answerFault(given);
    if (fault) console.error(`Firsthand: ${fault}; it was given`, given);
    consent.change(given);
  };

  /** Of what this page was told itself. */
  const tellOthers = (denied: Denied | undefined) => {
    if (!configuration || !denied) return;
    announce(topicOf(configuration), toJson(denied));
    refusals?.tell(denied);
  };

  const ids = (): EndedIds => (configuration ? idsOf(configuration, sessionId) : {});

  const rum: Rum = {
    init(given) {
      if (!isPage()) return warnOfNoPage();
      if (configuration) {
        if (!given?.silentMultipleInit) {
          console.error('Firsthand: init was called twice; the first stands.');
        }
        return;
      }
      const fault = faultOf(given);
      if (fault) return console.error(`Firsthand: not started: ${fault}.`);
      configuration = { ...given };
      added = initPlugins({ configuration, rum });
      refusals = createRefusals(configuration, consent, withdraw);
      const { trackingConsent = 'granted' } = given;
      if (hasSaid) tellOthers(consent.denied());
      else say(trackingConsent);
      applyConsent();
    },
    onReady: (callback) => void callPage('the onReady callback', callback),
    ...actionMethods(calls),
    ...contextMethods(contexts),
    ...errorMethods(calls, late),
    ...replay.methods,
    ...resourceMethods(calls),
    ...viewMethods(calls, () => runningNow()?.view),
    ...vitalMethods(calls),
    setTrackingConsent(given) {
      hasSaid = true;
      const before = ids();
      say(given);
      tellOthers(deniedOf(given));
      applyConsent();
      return endedOf(before, ids());
    },
    getSessionId: () => runningNow()?.session?.getId(),
    onSessionChange: (listener) => whenRunning((rum) => rum.onSessionChange(listener)),
    stopSession: () => runningNow()?.session?.stop(),
    getInitConfiguration: () => configuration && { ...configuration },
    getInternalContext(time = now()) {
      const present = runningNow();
      return present?.contextAt(relativeTime(present, time));
    },
    flush,
    destroy() {
      void guardPromise(flush());
      stop();
      configuration = undefined;
      storedContexts = undefined;
      hasSaid = isRefused = false;
      consent.change('pending');
    },
    version: VERSION,
  };
  return neverThrowing(rum);
}

/** Whatever a page calls it with; `addError` sees to that itself, for the sake of the stack that it notes. */
function neverThrowing(rum: Rum): Rum {
  const methods = rum as unknown as Record<string, unknown>;
  for (const [name, method] of Object.entries(methods)) {
    if (typeof method === 'function' && name !== 'addError')
      methods[name] = (...given: unknown[]) =>
        guard(() => Reflect.apply(method, rum, given) as unknown);
  }
  return rum;
}

/** Once for each process: a server renders many pages. */
function warnOfNoPage(): void {
  complain('init does nothing here, since there is no page: on a server or in a worker.');
}

/** On a server, which renders for many persons, nothing starts and nothing is kept. */
function isPage(): boolean {
  return typeof document !== 'undefined';
}

/** Whether the browser asks not to be followed. https://www.w3.org/TR/gpc/ */
function isOptedOut(): boolean {
  return (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
}

function topicOf({ applicationId }: RumConfiguration): string {
  return `denied.${applicationId}`;
}
