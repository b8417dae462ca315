import type { RumEvent } from '@firsthand/protocol';
import { contextOf, type EventContext } from './about.js';
import type { ActionCounts, RunningActions } from './action/running-actions.js';
import type { Assemble, Emitted } from './assemble.js';
import type { Cleared } from './cleared.js';
import type { Clock } from './clock.js';
import type { Note } from './diagnostics.js';
import type { Reserve } from './reserve.js';
import { isSampled } from './session/sampling.js';
import type { Session } from './session/session.js';
import type { View } from './view/view.js';
import type { Views } from './view/views.js';

/** The only maker of {@link Cleared}: `undefined` for what must not leave. */
export type Gate = (event: RumEvent, context: EventContext) => Cleared<RumEvent> | undefined;

/** Where cleared events go. */
export interface Transport {
  add(event: Cleared<RumEvent>): void;
  /**
   * Sends what waits. On `exit` it must do so before it returns, by requests that outlive the page.
   * Resolves when the server has answered or the attempt was given up.
   */
  flush(options?: { exit?: boolean }): Promise<void>;
  /** Forgets what was not delivered, also what earlier pages left. */
  forget(): void;
}

/** What an event can belong to. */
export interface Owners {
  clock: Clock;
  /** Relative time at which the page became one that a person is shown. */
  beginning: number;
  session: Session;
  views: Views;
  actions: RunningActions;
}

/** An event on its way to the pipeline. */
export interface Queued extends Emitted {
  /** The view that a snapshot is of. */
  view?: View;
}

/** What attributes, completes, clears and delivers what collectors emitted. */
export interface Pipeline {
  process(item: Queued): void;
  transport: Transport;
}

interface PipelineParts extends Owners {
  /** Percent of sessions that are collected. */
  sessionSampleRate: number;
  /** Relative time from which the page may be known, where that is not its beginning. */
  since: number | undefined;
  /** Whether a URL is Firsthand's own, so that it is never collected. */
  isOwn: (url: string) => boolean;
  assemble: Assemble;
  gate: Gate;
  transport: Transport;
  /** Takes what is of sessions that are not sampled. Default: it is dropped */
  reserve: Reserve | undefined;
  note: Note;
}

/** Puts the steps of an event together: attribute → assemble → gate → transport. */
export function createPipeline(parts: PipelineParts): Pipeline {
  const { session, views, actions, beginning, since, assemble, gate, transport, reserve, note } =
    parts;

  const process = (item: Queued) => {
    const { type, data } = item;
    if (since !== undefined && item.at < since) return note('dropped_unattributed', item);
    // What the browser did before the page was shown belongs to the first view.
    const at = Math.max(item.at, beginning);
    if (type === 'view' && !item.view) return views.update(data, at);
    const sessionId = session.find(at);
    const view = item.view ?? views.find(at);
    if (!sessionId || !view) return note('dropped_unattributed', item);
    const isInSample = isSampled(sessionId, parts.sessionSampleRate);
    const destination = isInSample ? transport : reserve;
    if (!destination) return note('dropped_unsampled', item);
    const resource = data['resource'] as { url: string } | undefined;
    if (resource && parts.isOwn(resource.url)) return;
    const during = isPartOfAction(type) ? actions.find(at) : [];
    const assembled = assemble(item, { sessionId, isInSample, view, actions: during });
    note('emitted', assembled);
    const event = gate(assembled, contextOf(data));
    if (!event) return note('dropped_by_gate', assembled);
    destination.add(event);
    session.count();
    if (isPartOfAction(type)) for (const action of during) actions.count(action, type);
    if (isCounted(type)) views.count(view, type);
    if (event.type === 'action' && event.action.frustration) {
      views.count(view, 'frustration', event.action.frustration.type.length);
    }
  };
  return { process, transport };
}

function isPartOfAction(type: string): type is keyof ActionCounts {
  return type === 'error' || type === 'resource' || type === 'long_task';
}

function isCounted(type: string): type is keyof ActionCounts | 'action' {
  return type === 'action' || isPartOfAction(type);
}
