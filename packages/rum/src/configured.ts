import type { Collector } from '@firsthand/core';
import type { RumConfiguration } from './configuration.js';

type Configure = (configuration: RumConfiguration) => readonly Collector[];

/** Of collectors that depend on what `init` is given: what takes their place. */
const successors = /* @__PURE__ */ new WeakMap<Collector, Configure>();

/** Has a collector replaced as soon as its page's configuration is known. */
export function configurable(collector: Collector, configure: Configure): Collector {
  successors.set(collector, configure);
  return collector;
}

/** The collectors of a page as its configuration wants them. */
export function configured(
  collectors: readonly Collector[],
  configuration: RumConfiguration,
): Collector[] {
  return collectors.flatMap(
    (collector) => successors.get(collector)?.(configuration) ?? [collector],
  );
}
