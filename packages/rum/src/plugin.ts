import { callPage, type Collector } from '@firsthand/core';
import type { RumConfiguration } from './configuration.js';
import type { Rum } from './create-rum.js';

/** Adapts Firsthand to a framework. */
export interface Plugin {
  readonly name: string;
  /**
   * Called by `init`, before anything starts.
   *
   * @returns collectors that start beside the others
   */
  onInit?(start: PluginStart): readonly Collector[] | void;
}

export interface PluginStart {
  /** A copy, which may be changed. */
  configuration: RumConfiguration;
  rum: Rum;
}

/** What the plugins of a configuration add to it. */
export function initPlugins(start: PluginStart): Collector[] {
  const { plugins = [] } = start.configuration;
  return plugins.flatMap(
    (plugin) => callPage(`the plugin ${plugin.name}`, () => plugin.onInit?.(start)) ?? [],
  );
}
