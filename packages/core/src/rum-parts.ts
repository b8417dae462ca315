import type { Events } from '@firsthand/protocol';
import type { RunningAction } from './action/running-actions.js';
import type { Collector, CollectorScope, Emit } from './collector.js';
import type { Contexts } from './context.js';
import type { Counters, Diagnostics } from './diagnostics.js';
import type { OnFault } from './guard.js';
import type { Owners, Pipeline } from './pipeline.js';
import type { Session } from './session/session.js';
import type { StorageOptions } from './storage/storage.js';
import type { Place, View, ViewOptions, ViewPatch } from './view/view.js';

export interface RumParts {
  applicationId: string;
  contexts: Contexts;
  storage: StorageOptions;
  /** Whether the person has refused on another page, whatever this one was told. Default: nobody has */
  isRefused?: (() => boolean) | undefined;
  /** Whether events that scripts make count as signs of a person. */
  allowUntrustedEvents: boolean;
  /** Percent of sessions that are collected. */
  sessionSampleRate: number;
  /** Whether only the page itself starts views. */
  trackViewsManually: boolean;
  /** Where the page was when it was told to start. */
  place: Place;
  /** Whether it had loaded by then. */
  isLate: boolean;
  /** A view name of low cardinality from a path. */
  groupUrl: ((path: string) => string) | undefined;
  collectors: readonly Collector[];
  /** For collectors that are made without their own. */
  options: object;
  /**
   * Asked once events may leave: calls `ready` as soon as what they leave by is there, at once or later. Until then they
   * wait in memory.
   *
   * @returns resolves when it has been called, or will not be
   */
  openPipeline: (owners: Owners, ready: (pipeline: Pipeline) => void) => Promise<void>;
  /** Whether a URL is Firsthand's own, so that it is never collected. */
  isOwn: (url: string) => boolean;
  /** Whether events may say who the person is, now. */
  mayIdentify: () => boolean;
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
  diagnostics: Diagnostics;
  onFault: OnFault;
}

export interface RunningRum {
  emit: Emit;
  /** When it fires, it has ended. */
  readonly signal: AbortSignal;
  /**
   * Starts or joins a session, and sends what was held so far, in a task of its own; before, nothing is stored,
   * identified or sent.
   */
  begin(): void;
  /** Whether `begin` was called. */
  readonly hasBegun: boolean;
  /** `undefined` until then. */
  readonly session: Session | undefined;
  /** Ends the session for all tabs, if there is one; there will be no other. */
  endSession(): void;
  /** Calls `listener` with each new session's id and at each end, also of the session that begins later. */
  onSessionChange(listener: (id: string | undefined) => void): void;
  /** The view that lasts now. */
  readonly view: View | undefined;
  /** Calls `listener` with the running view, if any, and with each that starts. */
  onViewStart(listener: (view: View) => void): void;
  /** Session, view and actions at a relative time; `undefined` while there was no session. */
  contextAt(at: number): InternalContext | undefined;
  /** Starts a view of the page's own making. @param at relative time */
  startView(options: ViewOptions, at: number): void;
  /** Starts an action of the page's own making. @param at relative time */
  startAction(at: number): RunningAction;
  /** Adds to the running view. */
  updateView(patch: ViewPatch): void;
  /** Has the running view's changed state sent. */
  touchView(): void;
  /** Relative time of an epoch time. */
  toRelative(epoch: number): number;
  share: CollectorScope['share'];
  /** When it fires, what the page has said so far and was not emitted is to be forgotten. From then on it is another. */
  readonly unsent: AbortSignal;
  /** Processes and sends what waits; resolves when the server has answered. */
  flush(): Promise<void>;
  /** Sends what waits by requests that outlive the page. */
  leave(): void;
  /** Forgets what was not delivered. */
  forgetUnsent(): void;
}

/** What an event of a given time is said to belong to. */
export interface InternalContext {
  application_id: string;
  session_id: string;
  view: Pick<Events['view']['view'], 'id' | 'url' | 'name' | 'referrer'> | undefined;
  user_action: { id: string[] } | undefined;
  /** What became of this page's events so far. */
  diagnostics: Counters;
}
