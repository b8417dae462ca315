import { rum as pageRum, type ErrorDetails, type Rum } from '@firsthand/rum';
import { componentStackOf } from './component-stack.js';
import { ErrorBoundary } from './error-boundary.js';

/** What React says of an error. */
export interface RootErrorInfo {
  componentStack?: string | null | undefined;
  /** Of an error that was caught. */
  errorBoundary?: unknown;
}

/** Options of `createRoot` and `hydrateRoot` since React 19. */
export interface RootErrorHandlers {
  /** What no boundary caught. */
  onUncaughtError(error: unknown, info: RootErrorInfo): void;
  /** What a boundary caught. */
  onCaughtError(error: unknown, info: RootErrorInfo): void;
  /** What React got over by rendering again, such as a failed hydration. */
  onRecoverableError(error: unknown, info: RootErrorInfo): void;
}

type Handlers = { [Name in keyof RootErrorHandlers]?: RootErrorHandlers[Name] | undefined };

export interface RootErrorHandlersOptions extends Handlers {
  /** Default: the page's default instance */
  rum?: Rum | undefined;
}

/**
 * Reports the errors of a root: `createRoot(element, rootErrorHandlers())`. A handler of your own runs in place of
 * React's, after the error was reported.
 */
export function rootErrorHandlers({
  rum = pageRum,
  onUncaughtError,
  onCaughtError,
  onRecoverableError = report,
}: RootErrorHandlersOptions = {}): RootErrorHandlers {
  const add = (error: unknown, info: RootErrorInfo, details?: ErrorDetails) =>
    rum.addError(error, undefined, { ...componentStackOf(info), ...details });
  return {
    onUncaughtError(thrown, info) {
      const error = asObject(thrown);
      add(error, info, { source: 'source', handling: 'unhandled' });
      if (onUncaughtError) onUncaughtError(thrown, info);
      else report(error);
    },
    onCaughtError(thrown, info) {
      const error = asObject(thrown);
      // Our own boundary reports what it catches.
      if (!(info.errorBoundary instanceof ErrorBoundary)) add(error, info);
      if (onCaughtError) onCaughtError(thrown, info);
      else log(error, info);
    },
    onRecoverableError(error, info) {
      add(error, info);
      onRecoverableError(error, info);
    },
  };
}

/** {@link rootErrorHandlers} one by one, for the page's default instance. */
export const onUncaughtError: RootErrorHandlers['onUncaughtError'] = (error, info) =>
  rootErrorHandlers().onUncaughtError(error, info);
export const onCaughtError: RootErrorHandlers['onCaughtError'] = (error, info) =>
  rootErrorHandlers().onCaughtError(error, info);
export const onRecoverableError: RootErrorHandlers['onRecoverableError'] = (error, info) =>
  rootErrorHandlers().onRecoverableError(error, info);

/** What is thrown but no object could not be told from another when it comes by the console, or uncaught. */
function asObject(thrown: unknown): unknown {
  return thrown === Object(thrown) ? thrown : new Error(String(thrown));
}

/** As React does where it is given no handler. */
function report(error: unknown) {
  reportError(error);
}

function log(error: unknown, { componentStack }: RootErrorInfo) {
  console.error('%o\n\nThe above error was caught by an error boundary:%s', error, componentStack);
}
