export type { RunningAction } from './action/running-actions.js';
export { createAnonymousUser } from './anonymous-user.js';
export { createAssembler, type Identity } from './assemble.js';
export { whenActivated } from './browser/activation.js';
export { absoluteUrl } from './browser/absolute-url.js';
export { observeFetch } from './browser/fetch.js';
export { whenIdle } from './browser/idle.js';
export { onLocationChange } from './browser/location-changes.js';
export { onInteraction } from './browser/interactions.js';
export { onPageExit } from './browser/page-exit.js';
export { patch, unpatched } from './browser/patch.js';
export { observePerformance } from './browser/performance-observer.js';
export type { RequestCall, RequestObserver, RequestOutcome } from './browser/request.js';
export { randomHex } from './random-hex.js';
export { soon } from './browser/soon.js';
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
export { guard, type OnFault } from './guard.js';
export { complete, inherit, inheritedBy, onceOf } from './inherit.js';
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
export { readEntries, sanitize, type Budget, type Json } from './sanitize.js';
export { createReserve } from './reserve.js';
export { isSampled } from './session/sampling.js';
export { announce, onAnnounced } from './storage/announce.js';
export { eraseStored } from './storage/erase.js';
export { attempt, type SessionPersistence, type StorageOptions } from './storage/storage.js';
export { uuid } from './uuid.js';
export type { Place, ViewOptions } from './view/view.js';
