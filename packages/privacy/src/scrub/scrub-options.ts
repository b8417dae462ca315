import type { SecretPattern } from './hide-secrets.js';

/** What is taken out of texts and addresses beyond, or less than, the default. */
export interface ScrubOptions {
  /** Names of query parameters that stay; secrets in their values do not. Default: none */
  queryAllowlist?: readonly string[] | undefined;
  /** Whether fragments stay. Routes such as `#/cart` always do, without their query. Default: false */
  keepFragment?: boolean | undefined;
  /** Whether numbers, UUIDs and long random segments of paths become `<id>`. Default: false */
  idSegments?: boolean | undefined;
  /** Further shapes of secrets, such as national ids. */
  patterns?: readonly SecretPattern[] | undefined;
  /**
   * Whether what the page gave on purpose is scrubbed as well: contexts, feature flags, and what users and accounts
   * have beside id, name and e-mail address. Default: true
   */
  context?: boolean | undefined;
}
