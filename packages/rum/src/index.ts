import { createRum } from './create-rum.js';

export { createRum, type Rum } from './create-rum.js';
export type { RumConfiguration } from './configuration.js';
export type { Account, ContextMethods, User } from './context-methods.js';
export { defaultCollectors } from './default-collectors.js';
export { defineCollector, type Collector, type CollectorScope } from '@firsthand/core';
export type { BeforeSend, PrivacyLevel } from '@firsthand/privacy';

/** The page's default instance. */
export const rum = /* @__PURE__ */ createRum();
export const init: typeof rum.init = (configuration) => rum.init(configuration);
