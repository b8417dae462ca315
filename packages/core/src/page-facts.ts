import type { RumEvent } from '@firsthand/protocol';
import { createSteady } from './inherit.js';
import { attempt } from './storage/storage.js';

export type PageFacts = Pick<RumEvent, 'tab' | 'connectivity' | 'device' | 'display'>;

interface NetworkInformation {
  effectiveType?: 'slow-2g' | '2g' | '3g' | '4g';
}

/**
 * Facts of the browser and the page that ride on every event. Only asked when the main thread is idle: the
 * first time-zone look-up may take tens of milliseconds, and the viewport may cost a layout.
 */
export function createPageFacts(signal: AbortSignal): () => PageFacts {
  let device: PageFacts['device'];
  let display: PageFacts['display'];
  const connectivityOf = createSteady<NonNullable<PageFacts['connectivity']>>();
  addEventListener('resize', () => (display = undefined), { signal });
  return () => {
    device ??= { locale: navigator.language, time_zone: timeZone() };
    display ??= { viewport: { width: innerWidth, height: innerHeight } };
    return { connectivity: connectivityOf(connectivity()), device, display };
  };
}

/** By `Temporal` at once; a first `Intl.DateTimeFormat` took 30 ms of the main thread in Chromium 156. */
function timeZone(): string {
  const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId(): string } } };
  return (
    attempt(() => Temporal?.Now.timeZoneId()) ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  );
}

function connectivity(): NonNullable<PageFacts['connectivity']> {
  const { onLine, connection } = navigator as Navigator & { connection?: NetworkInformation };
  const effectiveType = connection?.effectiveType;
  return {
    status: onLine ? 'connected' : 'not_connected',
    ...(effectiveType && { effective_type: effectiveType }),
  };
}
