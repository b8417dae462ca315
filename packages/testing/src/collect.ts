import type { Collector, Emit } from '@firsthand/core';

export interface Collected {
  type: string;
  data: Record<string, unknown>;
  at: number | undefined;
}

/** Runs one collector by itself and keeps what it emits. */
export function collect(collector: Collector): { emitted: Collected[]; stop: () => void } {
  const abort = new AbortController();
  const emitted: Collected[] = [];
  const emit: Emit = (type: string, data: object, at?: number) => {
    emitted.push({ type, data: data as Collected['data'], at });
  };
  collector.start({ emit, signal: abort.signal, viewStart: () => 0 });
  return { emitted, stop: () => abort.abort() };
}
