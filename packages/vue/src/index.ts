export { installErrorHandler } from './error-handler.js';
export { vuePlugin, type VuePlugin, type VuePluginOptions } from './plugin.js';
export { RumProfiler } from './rum-profiler.js';
export { useRum } from './use-rum.js';
