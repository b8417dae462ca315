import { toNanoseconds } from '@firsthand/core';
import type { Events } from '@firsthand/protocol';
import type { Calls } from './early-calls.js';
import { createOpenSpans } from './open-spans.js';
import { ownContext } from './own-context.js';

export interface ResourceOptions {
  /** Default: `other` */
  type?: Events['resource']['resource']['type'] | undefined;
  /** HTTP method. */
  method?: string | undefined;
  /** Any JSON that explains it. */
  context?: object | undefined;
  /** Tells resources of one URL apart that load at the same time. Default: the URL */
  resourceKey?: string | undefined;
}

export interface ResourceResult extends ResourceOptions {
  /** HTTP status. */
  statusCode?: number | undefined;
  /** Bytes of the decoded body. */
  size?: number | undefined;
}

/** What the page loads by ways that the browser does not tell of: WebSocket, WebTransport, a worker. */
export interface ResourceMethods {
  startResource(url: string, options?: ResourceOptions): void;
  /** Ends and reports it. Without a `startResource` of that key it does nothing. */
  stopResource(url: string, result?: ResourceResult): void;
}

export function resourceMethods({ now, whenRunning }: Calls): ResourceMethods {
  const open = createOpenSpans<{ at: number; options: ResourceOptions }>();
  return {
    startResource(url, options = {}) {
      const copied = { ...options, ...ownContext(options.context) };
      open.start(options.resourceKey ?? url, { at: now(), options: copied });
    },
    stopResource(url, result = {}) {
      const span = open.stop(result.resourceKey ?? url);
      if (!span) return;
      const { at, options } = span;
      const { type = 'other', method, statusCode, size } = { ...options, ...result };
      const resource = {
        type,
        url: String(url),
        duration: toNanoseconds(now() - at),
        ...(method && { method: method.toUpperCase() }),
        ...(statusCode !== undefined && { status_code: statusCode }),
        ...(size !== undefined && { size }),
      };
      const own = ownContext({ ...options.context, ...result.context });
      whenRunning(({ emit }) => emit('resource', { resource, ...own }, at));
    },
  };
}
