import { createRum as createRumOf, type Rum } from './create-rum.js';
import { slim } from './late/parts.js';

export type { RumConfiguration } from './configuration.js';
export { defineCollector, type Collector, type CollectorScope } from '@firsthand/core';
export type { Rum };

/** Makes an instance that has the `collectors` of its configuration and no others. */
export const createRum = (): Rum => createRumOf({ collectorsOf: () => [], late: slim });

/** The page's default instance, without collectors of its own. */
export const rum = /* @__PURE__ */ createRum();
export const init: typeof rum.init = (configuration) => rum.init(configuration);
