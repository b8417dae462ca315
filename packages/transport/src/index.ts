export { intakeOf, type Intake } from './intake.js';
export type { Bytes, ReplaySegment } from './replay-segment.js';
export { createTransport, type FullTransport, type TransportOptions } from './transport.js';
export { eraseUnsent } from './unsent.js';
