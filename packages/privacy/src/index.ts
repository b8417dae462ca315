export { createGate, type BeforeSend, type GateOptions } from './gate.js';
export {
  PRIVACY_ATTRIBUTE,
  privacyLevelOf,
  type NodePrivacyLevel,
  type PrivacyLevel,
} from './privacy-level.js';
export type { SecretPattern } from './scrub/hide-secrets.js';
export type { ScrubOptions } from './scrub/scrub-options.js';
export { createScrubber, type Scrubber } from './scrub/scrubber.js';
