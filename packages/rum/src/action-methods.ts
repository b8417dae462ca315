import { toNanoseconds, type RunningAction } from '@firsthand/core';
import type { Calls } from './early-calls.js';
import { createOpenSpans } from './open-spans.js';
import { ownContext } from './own-context.js';

export interface ActionOptions {
  /** Default: `custom` */
  type?: 'click' | 'tap' | 'scroll' | 'swipe' | 'back' | 'custom' | undefined;
  /** Any JSON that explains it. */
  context?: object | undefined;
  /** Tells actions of one name apart that last at the same time. Default: the name */
  actionKey?: string | undefined;
}

/** What a person did, as the page understands it. */
export interface ActionMethods {
  /** Reports that something happened which matters to you. `context` is any JSON that explains it. */
  addAction(name: string, context?: object): void;
  /** Begins an action that lasts: errors, resources and long tasks belong to it until `stopAction`. */
  startAction(name: string, options?: ActionOptions): void;
  /** Ends and reports it. Without a `startAction` of that key it does nothing. */
  stopAction(name: string, options?: ActionOptions): void;
}

export function actionMethods({ now, whenRunning }: Calls): ActionMethods {
  const open = createOpenSpans<{ action: RunningAction; options: ActionOptions }>();
  return {
    addAction(name, context) {
      const at = now();
      const action = { type: 'custom', target: { name: String(name) } } as const;
      const own = ownContext(context);
      whenRunning(({ emit }) => emit('action', { action, ...own }, at));
    },
    startAction(name, options = {}) {
      const at = now();
      const started = { ...options, ...ownContext(options.context) };
      whenRunning((rum) =>
        open
          .start(options.actionKey ?? name, { action: rum.startAction(at), options: started })
          ?.action.discard(),
      );
    },
    stopAction(name, options = {}) {
      const at = now();
      const stopped = { ...options, ...ownContext(options.context) };
      whenRunning(() => {
        const span = open.stop(options.actionKey ?? name);
        if (!span) return;
        const { startedAt } = span.action;
        const { type = 'custom' } = { ...span.options, ...stopped };
        const context = { ...span.options.context, ...stopped.context };
        span.action.end(at, ({ error, resource, long_task }) => ({
          action: {
            type,
            target: { name: String(name) },
            loading_time: toNanoseconds(at - startedAt),
            error: { count: error },
            resource: { count: resource },
            long_task: { count: long_task },
          },
          ...(Object.keys(context).length && { context }),
        }));
      });
    },
  };
}
