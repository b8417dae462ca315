import type { RumEvent } from '@firsthand/protocol';
import { forTypes, listen } from './browser/listen.js';
import { guard, ignore } from './guard.js';
import { createHistory } from './history.js';
import { createKept } from './inherit.js';

export type PageFacts = Pick<RumEvent, 'tab' | 'connectivity' | 'device' | 'display'>;

interface NetworkInformation extends EventTarget {
  effectiveType?: 'slow-2g' | '2g' | '3g' | '4g';
}

/**
 * Facts of the browser and the page that ride on every event, as they were at its relative time; of what was before
 * `createPageFacts` the first are known. Only asked when the main thread is idle: the first time-zone look-up may take
 * tens of milliseconds, and the viewport may cost a layout.
 */
export function createPageFacts(signal: AbortSignal): (at: number) => PageFacts {
  const { connection } = navigator as { connection?: NetworkInformation };
  const connectivities = createHistory<PageFacts['connectivity']>();
  const connectivityOf = createKept<NonNullable<PageFacts['connectivity']>>();
  const factsOf = createKept<PageFacts>();
  const displays = createHistory<PageFacts['display']>();
  let device: PageFacts['device'];
  /** Since when the viewport may be another than the last one that was read. */
  let resizedAt: number | undefined = -Infinity;

  const connect = (at: number) => {
    const [isOnline, effectiveType] = [navigator.onLine, connection?.effectiveType];
    const next = connectivityOf([isOnline, effectiveType], () => ({
      status: isOnline ? 'connected' : 'not_connected',
      ...(effectiveType && { effective_type: effectiveType }),
    }));
    // Speeds change all the time.
    if (next !== connectivities.find(at)) connectivities.start(next, at);
  };
  const onChange = ({ timeStamp }: Event) => connect(timeStamp);
  connect(-Infinity);
  if (connection) listen(connection, forTypes(['change'], onChange), { signal });
  listen(
    window,
    {
      ...forTypes(['online', 'offline'], onChange),
      resize({ timeStamp }) {
        resizedAt ??= timeStamp;
      },
    },
    { signal },
  );

  return (at) => {
    device ??= { locale: navigator.language, time_zone: timeZone() };
    if (resizedAt !== undefined) {
      displays.start(
        { viewport: { width: globalThis.innerWidth, height: globalThis.innerHeight } },
        resizedAt,
      );
      resizedAt = undefined;
    }
    const [connectivity, display] = [connectivities.find(at), displays.find(at)];
    return factsOf([connectivity, display], () => ({
      ...(device && { device }),
      ...(connectivity && { connectivity }),
      ...(display && { display }),
    }));
  };
}

/** By `Temporal` at once; a first `Intl.DateTimeFormat` took 30 ms of the main thread in Chromium 156. */
function timeZone(): string {
  const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId(): string } } };
  return (
    guard(() => Temporal?.Now.timeZoneId(), ignore) ??
    Intl.DateTimeFormat().resolvedOptions().timeZone
  );
}
