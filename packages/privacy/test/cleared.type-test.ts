import type { Transport } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import type { createGate } from '../src/gate.js';

declare const transport: Transport;
declare const event: RumEvent;
declare const gate: ReturnType<typeof createGate>;

// @ts-expect-error An event as assembled is not sendable.
transport.add(event);

// @ts-expect-error Nor is what the gate may have dropped.
transport.add(gate(event));

const cleared = gate(event);
if (cleared) transport.add(cleared);
