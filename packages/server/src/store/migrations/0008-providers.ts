import type { Migration } from '../migrate.js';

/** Who delivered a resource. The server adds it to what comes in; of rows that were there it is not known. */
export const providers: Migration = {
  version: 8,
  statements: [
    `ALTER TABLE events
      ADD COLUMN IF NOT EXISTS resource_provider_type LowCardinality(String),
      ADD COLUMN IF NOT EXISTS resource_provider_name LowCardinality(String)`,
  ],
};
