import type { Migration } from '../migrate.js';

/** Sessions that are only there because of an error: they would spoil every rate. */
export const keptOnError: Migration = {
  version: 4,
  statements: [
    `ALTER TABLE events ADD COLUMN IF NOT EXISTS kept_on_error Bool DEFAULT false AFTER device_type`,
  ],
};
