/** What an event is about, as the page knows it: shown to `beforeSend`, and never sent. */
export interface EventContext {
  /** Where the page is. */
  location?: Location | undefined;
  /** What was thrown, rejected or reported. */
  error?: unknown;
  /** Stack of the call that reported it. */
  handlingStack?: string | undefined;
  /** Of an action: the click or submit. */
  event?: Event | undefined;
  /** First argument of `fetch`, and its options. */
  request?: unknown;
  requestInit?: unknown;
  response?: Response | undefined;
  xhr?: XMLHttpRequest | undefined;
  performanceEntry?: PerformanceEntry | undefined;
}

const contexts = /* @__PURE__ */ new WeakMap<object, EventContext>();

/** Says what the data of an event are about. @returns the data */
export function about<Data extends object>(data: Data, context: EventContext): Data {
  contexts.set(data, { ...contexts.get(data), ...context });
  return data;
}

export function contextOf(data: object): EventContext {
  return { location, ...contexts.get(data) };
}
