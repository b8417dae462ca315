export { about, type EventContext } from './about.js';
export type { RunningAction } from './action/running-actions.js';
export { createAnonymousUser } from './anonymous-user.js';
export { createAssembler, type Identity } from './assemble.js';
export { whenActivated } from './browser/activation.js';
export { absoluteUrl } from './browser/address.js';
export * from './browser/dom.js';
export { observeFetch } from './browser/fetch.js';
export { onLocationChange } from './browser/location-changes.js';
export { onInteraction } from './browser/interactions.js';
export { addListener, forTypes, listen, onAbort, onDocumentOpen } from './browser/listen.js';
export { getter, method, read } from './browser/member.js';
export { mutationObserver, observeReports, resizeObserver } from './browser/observe.js';
export { onPageExit } from './browser/page-exit.js';
export { patch, unpatched, type PatchedCall } from './browser/patch.js';
export { observePerformance } from './browser/performance-observer.js';
export type { RequestCall, RequestObserver, RequestOutcome } from './browser/request.js';
export { randomHex } from './random-hex.js';
export {
  afterScript,
  clearTimer,
  repeat,
  setTimer,
  soon,
  whenIdle,
  type Timer,
} from './browser/schedule.js';
export { observeXhr } from './browser/xhr.js';
export type { Cleared } from './cleared.js';
export { epochNow, now, type Clock } from './clock.js';
export {
  defineCollector,
  type Collector,
  type CollectorScope,
  type Emit,
  type EventData,
  type SessionInfo,
  type ViewInfo,
  type Watch,
} from './collector.js';
export {
  createContexts,
  eraseContext,
  type Attributes,
  type Context,
  type Contexts,
} from './context.js';
export {
  createDiagnostics,
  type Counters,
  type Diagnostics,
  type Note,
  type Step,
} from './diagnostics.js';
export { isError, kindOf, stackOf } from './error-facts.js';
export {
  callPage,
  complain,
  guard,
  guarded,
  guardPromise,
  ignore,
  isGuarded,
  type OnFault,
} from './guard.js';
export { complete, inherit, inheritedBy, onceOf } from './inherit.js';
export { listOf } from './list-of.js';
export { toNanoseconds } from './nanoseconds.js';
export { createPageFacts } from './page-facts.js';
export {
  createPipeline,
  type Gate,
  type Owners,
  type Pipeline,
  type Transport,
} from './pipeline.js';
export { startRum } from './rum.js';
export type { InternalContext, RumParts, RunningRum } from './rum-parts.js';
export { cutText, MAX_TEXT, readEntries, sanitize, type Budget, type Json } from './sanitize.js';
export { createReserve } from './reserve.js';
export { toJson } from './to-json.js';
export { isSampled } from './session/sampling.js';
export { announce, onAnnounced } from './storage/announce.js';
export { cookieStorage } from './storage/cookie-storage.js';
export { eraseStored, readStored } from './storage/erase.js';
export type { SessionPersistence, StorageOptions } from './storage/storage.js';
export { uuid } from './uuid.js';
export type { Place, ViewOptions } from './view/view.js';
