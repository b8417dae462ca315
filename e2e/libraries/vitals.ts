import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals/attribution';
import type { LoadReport, RawEntries, Vital, VitalName, Visit } from '../vitals/vitals.js';

/** This load of the page, and each time it came back from the back/forward cache. */
const visits: Visit[] = [{ startedAt: 0, vitals: {} }];
const raw: RawEntries = {
  shifts: [],
  events: [],
  presses: [],
  paints: [],
  loads: [],
  firstByte: 0,
};
/** Of what has not been delivered yet. */
const flushes: (() => void)[] = [];
let version = 0;

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null }[];
}

function note(name: VitalName, startedAt: number | undefined, vital: Vital): void {
  const visit = visits.find((known) => known.startedAt === startedAt);
  if (visit) visit.vitals[name] = vital;
}

/** Has the web-vitals library measure; the site is told whenever the page may be about to end. */
export function watch(): void {
  addEventListener('pageshow', ({ persisted, timeStamp }) => {
    if (persisted) visits.push({ startedAt: timeStamp, vitals: {} });
  });
  const options = { reportAllChanges: true, generateTarget: nameOf };
  onTTFB(({ value, navigationStartTime }) => note('TTFB', navigationStartTime, { value }), options);
  onFCP(({ value, navigationStartTime }) => note('FCP', navigationStartTime, { value }), options);
  onLCP(({ value, navigationStartTime, attribution }) => {
    const { target, resourceLoadDelay, resourceLoadDuration, elementRenderDelay } = attribution;
    const parts = [resourceLoadDelay, resourceLoadDuration, elementRenderDelay];
    note('LCP', navigationStartTime, { value, target, parts });
  }, options);
  onCLS(
    ({ value, navigationStartTime, attribution }) =>
      note('CLS', navigationStartTime, { value, target: attribution.largestShiftTarget }),
    options,
  );
  onINP(({ value, navigationStartTime, entries, attribution }) => {
    const { interactionTarget, inputDelay, processingDuration, presentationDelay } = attribution;
    // Of one that was too quick for browsers to tell of, it knows nothing else.
    const parts = entries.length ? [inputDelay, processingDuration, presentationDelay] : undefined;
    note('INP', navigationStartTime, { value, target: interactionTarget || undefined, parts });
  }, options);
  listenRaw();
  // After the library, which listens at the same target while events are captured.
  for (const type of ['visibilitychange', 'pagehide']) addEventListener(type, tell);
}

/** What the browser says is kept as well, for what the library does not measure. */
function listenRaw(): void {
  observe<LayoutShift>(
    { type: 'layout-shift' },
    ({ startTime, value, hadRecentInput, sources }) => {
      const node = sources.find((source) => source.node)?.node ?? null;
      raw.shifts.push({ at: startTime, value, isExpected: hadRecentInput, target: nameOf(node) });
    },
  );
  const keep = (entry: PerformanceEventTiming) => {
    const { startTime, duration, interactionId = 0, target } = entry;
    const { processingStart, processingEnd } = entry;
    const told = { at: startTime, duration, id: interactionId, processingStart, processingEnd };
    raw.events.push({ ...told, target: nameOf(target) });
  };
  observe({ type: 'event', durationThreshold: 40 }, keep);
  observe({ type: 'first-input' }, keep);
  observe<LargestContentfulPaint>({ type: 'largest-contentful-paint' }, ({ startTime, url }) =>
    raw.paints.push({ at: startTime, url }),
  );
  observe<PerformanceResourceTiming>({ type: 'resource' }, (load) => {
    const { name: url, startTime, requestStart, responseEnd } = load;
    raw.loads.push({ url, startTime, requestStart, responseEnd });
  });
  for (const type of ['pointerdown', 'keydown'])
    addEventListener(type, ({ timeStamp }) => raw.presses.push(timeStamp), true);
}

function observe<E extends PerformanceEntry>(
  options: PerformanceObserverInit,
  keep: (entry: E) => unknown,
): void {
  const observer = new PerformanceObserver((list) => (list.getEntries() as E[]).forEach(keep));
  observer.observe({ ...options, buffered: true });
  flushes.push(() => (observer.takeRecords() as E[]).forEach(keep));
}

function tell(): void {
  for (const flush of flushes) flush();
  const [page] = performance.getEntriesByType('navigation');
  raw.firstByte = page?.responseStart ?? 0;
  const report: LoadReport = {
    timeOrigin: performance.timeOrigin,
    version: (version += 1),
    visits,
    raw,
  };
  navigator.sendBeacon('/told', JSON.stringify(report));
}

/** What the SDK should call an element, said anew: by its id, or by its place below the nearest ancestor that has one. */
function nameOf(node: Node | null): string | undefined {
  const element = node instanceof Element ? node : node?.parentElement;
  if (!element) return undefined;
  const path: string[] = [];
  for (let at: Element | null = element; at && path.length < 5; at = at.parentElement) {
    path.unshift(at.id ? `#${at.id}` : at.localName + placeOf(at));
    if (at.id) break;
  }
  return path.join('>');
}

function placeOf(element: Element): string {
  const alike = [...(element.parentElement?.children ?? [])].filter(
    ({ localName }) => localName === element.localName,
  );
  return alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : '';
}
