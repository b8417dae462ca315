import type { SegmentHeader } from '@firsthand/protocol';

export type Value = string | number | boolean;

export interface Segment {
  header: SegmentHeader;
  /** Of the whole segment, inflated. */
  bytes: number;
}

/** Patterns of rules may take the square of a text’s length, or worse, and strangers' texts have megabytes. In characters. */
const MAX_TEXT = 200;

function text(value = ''): string {
  return value.slice(0, MAX_TEXT);
}

/** What a rule may ask about, with the type that it is compared as. */
export const FIELDS = {
  app_id: { type: 'string', of: ({ header }: Segment) => text(header.application.id) },
  service: { type: 'string', of: ({ header }: Segment) => text(header.service) },
  version: { type: 'string', of: ({ header }: Segment) => text(header.version) },
  env: { type: 'string', of: ({ header }: Segment) => text(header.env) },
  sdk_name: { type: 'string', of: ({ header }: Segment) => text(header.sdk.name) },
  sdk_version: { type: 'string', of: ({ header }: Segment) => text(header.sdk.version) },
  source: { type: 'string', of: ({ header }: Segment) => text(header.source) },
  has_full_snapshot: { type: 'boolean', of: ({ header }: Segment) => header.has_full_snapshot },
  raw_segment_size: { type: 'number', of: ({ bytes }: Segment) => bytes },
} as const satisfies Record<string, { type: string; of: (segment: Segment) => Value }>;

export type Field = keyof typeof FIELDS;
