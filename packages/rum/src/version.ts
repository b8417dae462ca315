/** Version of the SDK; `scripts/version.mjs` keeps it equal to the package's. */
export const VERSION = '0.0.0';
