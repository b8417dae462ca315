export {
  answerFault,
  createConsent,
  deniedOf,
  type Consent,
  type ConsentFacts,
  type Denied,
  type ConsentState,
  type Purpose,
  type TrackingConsent,
} from './consent.js';
export { createGate, createReplayGate, type BeforeSend, type GateOptions } from './gate.js';
export { createSecretInputs } from './masking/secret-inputs.js';
export { createMasking, type Masking, type MaskingOptions } from './masking/masking.js';
export {
  PRIVACY_ATTRIBUTE,
  type NodePrivacyLevel,
  type PrivacyLevel,
} from './masking/privacy-level.js';
export type { KnownLevels } from './masking/privacy-levels.js';
export {
  createPrivacyRules,
  type PrivacyRuleOptions,
  type PrivacyRules,
} from './masking/privacy-rules.js';
export type { SecretPattern } from './scrub/hide-secrets.js';
export type { ScrubOptions } from './scrub/scrub-options.js';
export { createScrubber, type Scrubber } from './scrub/scrubber.js';
