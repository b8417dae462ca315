export { ErrorBoundary, type ErrorBoundaryProps, type FallbackProps } from './error-boundary.js';
export { reactPlugin, type ReactPluginOptions } from './plugin.js';
export {
  onCaughtError,
  onRecoverableError,
  onUncaughtError,
  rootErrorHandlers,
  type RootErrorHandlers,
  type RootErrorHandlersOptions,
  type RootErrorInfo,
} from './root-error-handlers.js';
export { RumProfiler, type RumProfilerProps } from './rum-profiler.js';
export { RumProvider, useRum } from './use-rum.js';
