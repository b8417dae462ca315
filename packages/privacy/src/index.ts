export { createGate, type BeforeSend, type GateOptions } from './gate.js';
export {
  PRIVACY_ATTRIBUTE,
  privacyLevelOf,
  type NodePrivacyLevel,
  type PrivacyLevel,
} from './privacy-level.js';
export { scrubText, scrubUrl } from './scrub.js';
