export type { ReplaySegment } from './replay-segment.js';
export {
  createTransport,
  eraseUnsent,
  type ReplayTransport,
  type TransportOptions,
} from './transport.js';
