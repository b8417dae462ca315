export { Envelope, IntakeAnswer, IntakeError, Refusal } from './envelope.js';
export {
  commonSchema,
  eventSchemas,
  type EventType,
  type Events,
  type RumEvent,
} from './events/index.js';
export { expand } from './expand.js';
export { APPLICATION_ID, LIMITS } from './limits.js';
export { SegmentHeader } from './replay/segment.js';
