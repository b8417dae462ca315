import { afterScript, now, onAbort, type CollectorScope, type ViewInfo } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import type { MaskingOptions } from '@firsthand/privacy';
import type { PageHeader } from './dispatch.js';
import { startRun, type Mode, type Run, type RunParts } from './run.js';

/** The options of `init` that a recorder has. */
interface RecordingConfiguration extends MaskingOptions {
  applicationId: string;
  service?: string | undefined;
  env?: string | undefined;
  version?: string | undefined;
  endpoint?: string | undefined;
  replayCanvasFrames?: number | undefined;
}

export interface RecordingParts extends Pick<RunParts, 'deliver' | 'onFault'> {
  configuration: RecordingConfiguration;
  sdk: PageHeader['sdk'];
  scope: Pick<CollectorScope, 'emit' | 'sessionAt' | 'onViewStart' | 'onViewEnd'>;
  /** How a session is recorded, if it is. */
  modeOf: (sessionId: string) => Mode | undefined;
}

/** What is recorded of a page, session by session. */
export interface Recording {
  /** Looks again whether and how this session is to be recorded. */
  update(): void;
  /** Notes an event that may leave; an error or a frustrated action has what was kept sent. */
  observe(event: RumEvent): void;
  /** Where the console shows the session whose replay is sent. */
  readonly link: string | undefined;
  /** Hands over what has been recorded. */
  flush(): void;
}

/** One recorder at a time: rrweb has one for each page. */
const OWNER = Symbol.for('firsthand.replay');

/** Records the page's collected sessions, each as `modeOf` says, until `signal` aborts. */
export function startRecording(parts: RecordingParts, signal: AbortSignal): Recording {
  const { configuration, scope, modeOf, onFault } = parts;
  const page = document as { [OWNER]?: unknown };
  const over = new Set<string>();
  let view: ViewInfo | undefined;
  let toldView: string | undefined;
  let current: { sessionId: string; mode: Mode; run: Run; abort: AbortController } | undefined;

  const end = () => {
    current?.abort.abort();
    if (current && page[OWNER] === parts) delete page[OWNER];
    current = undefined;
  };
  const stop = () => {
    current?.run.flush();
    end();
  };
  const start = (sessionId: string, mode: Mode) => {
    if (page[OWNER]) return onFault(new Error('another instance records this page'));
    page[OWNER] = parts;
    const abort = new AbortController();
    const onOver = () => {
      over.add(sessionId);
      afterScript(stop);
    };
    const run = startRun(
      {
        mode,
        options: configuration,
        canvasFrames: configuration.replayCanvasFrames ?? 0,
        header: headerOf(parts),
        deliver: parts.deliver,
        onFault,
        onOver,
      },
      abort.signal,
    );
    current = { sessionId, mode, abort, run };
  };
  const enterView = () => {
    if (!current) return;
    current.run.setView(view && { id: view.id, sessionId: current.sessionId });
    markView();
  };
  /** Says on the view, and on its events from now on, that they have a replay. */
  const markView = () => {
    if (!view || view.replayedSince !== undefined || !current?.run.isSending) return;
    view.replayedSince = now();
    scope.emit('view', {}, now());
  };
  const update = () => {
    if (signal.aborted || !view) return;
    const session = scope.sessionAt(now());
    const mode = session && !over.has(session.id) ? modeOf(session.id) : undefined;
    if (current && current.sessionId === session?.id && mode) {
      if (mode === 'record') release();
      return;
    }
    stop();
    if (session && mode) start(session.id, mode);
    enterView();
  };
  const release = () => {
    if (current?.run.release()) markView();
  };

  scope.onViewStart((started) => {
    if (signal.aborted) return;
    view = started;
    const before = current;
    update();
    if (before && before === current) enterView();
  });
  scope.onViewEnd(() => {
    if (signal.aborted) return;
    view = undefined;
    current?.run.setView(undefined);
    // Another one starts in the same task, unless the session has ended.
    afterScript(() => view || stop());
  });
  // What has not left by then may not leave any more.
  onAbort(signal, end);

  return {
    update,
    observe(event) {
      if (event.session.id !== current?.sessionId) return;
      const { run } = current;
      const { type, date } = event;
      // What is noticed late belongs to a view whose segments have left.
      const addEvent = (payload: unknown) =>
        event.view.id === view?.id && run.addEvent(type, payload, date);
      if (event.type === 'view' && event.view.id !== toldView) {
        toldView = event.view.id;
        addEvent(event.view);
      } else if (event.type === 'action') {
        addEvent(event.action);
        if (event.action.frustration?.type.length) release();
      } else if (event.type === 'error') {
        const { id, type, message, source } = event.error;
        addEvent({ id, type, message, source });
        release();
      }
    },
    get link() {
      if (!current?.run.isSending) return undefined;
      const endpoint = new URL(`${configuration.endpoint ?? '/rum'}/`, location.href);
      return new URL(`../sessions/${current.sessionId}`, endpoint).href;
    },
    flush: () => current?.run.flush(),
  };
}

function headerOf({ sdk, configuration }: RecordingParts): PageHeader {
  const { applicationId, service, env, version } = configuration;
  return {
    sdk,
    application: { id: applicationId },
    ...(service && { service }),
    ...(env && { env }),
    ...(version && { version }),
  };
}
