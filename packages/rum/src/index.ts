/**
 * What people install: an instance for the page, with all collectors.
 *
 * @module @firsthand/rum
 */
import { createRum as createRumOf, type Rum } from './create-rum.js';
import { collectorsOf, defaultCollectors } from './default-collectors.js';
import { whole } from './late/parts.js';

export type { ActionMethods, ActionOptions } from './action-methods.js';
export type { RumConfiguration } from './configuration.js';
export type { Account, ContextMethods, User } from './context-methods.js';
export { defaultCollectors, type Rum };
export type { ErrorDetails, ErrorMethods } from './error-methods.js';
export { defineCollector, type Collector, type CollectorScope } from '@firsthand/core';
export type { Plugin, PluginStart } from './plugin.js';
export type { ReplayMethods } from './replay-methods.js';
export type { ResourceMethods, ResourceOptions, ResourceResult } from './resource-methods.js';
export type { ViewMethods } from './view-methods.js';
export type {
  DurationVital,
  FailureReason,
  OperationOptions,
  VitalMethods,
  VitalOptions,
  VitalReference,
} from './vital-methods.js';
export type { EndedIds } from './ended-ids.js';
export type { UrlPattern } from '@firsthand/collectors';
export type { Attributes, InternalContext, ViewOptions } from '@firsthand/core';
export type {
  BeforeSend,
  ConsentState,
  PrivacyLevel,
  Purpose,
  TrackingConsent,
} from '@firsthand/privacy';

/** Makes an instance; nothing happens until its `init`. */
export const createRum = (): Rum => createRumOf({ collectorsOf, late: whole });

/** The page's default instance. */
export const rum = /* @__PURE__ */ createRum();
export const init: typeof rum.init = (configuration) => rum.init(configuration);
