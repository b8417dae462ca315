import type { Transport } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { schemaFaults } from './schema-faults.js';

export interface MemoryTransport extends Transport {
  readonly events: RumEvent[];
  readonly flushes: { exit: boolean }[];
}

/** Keeps events instead of sending them; an event that the server would refuse fails the test. */
export function createMemoryTransport(): MemoryTransport {
  const events: RumEvent[] = [];
  const flushes: { exit: boolean }[] = [];
  return {
    events,
    flushes,
    add(event) {
      const faults = schemaFaults(event);
      if (faults.length) throw new Error(`${event.type}: ${faults.join('; ')}`);
      events.push(structuredClone<RumEvent>(event));
    },
    async flush({ exit = false } = {}) {
      flushes.push({ exit });
    },
    forget: () => void events.splice(0),
  };
}
