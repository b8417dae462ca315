import type { SegmentHeader } from '@firsthand/protocol';

export type Value = string | number | boolean;

export interface Segment {
  header: SegmentHeader;
  /** Of the whole segment, inflated. */
  bytes: number;
}

/** What a rule may ask about, with the type that it is compared as. */
export const FIELDS = {
  app_id: { type: 'string', of: ({ header }: Segment) => header.application.id },
  service: { type: 'string', of: ({ header }: Segment) => header.service ?? '' },
  version: { type: 'string', of: ({ header }: Segment) => header.version ?? '' },
  env: { type: 'string', of: ({ header }: Segment) => header.env ?? '' },
  sdk_name: { type: 'string', of: ({ header }: Segment) => header.sdk.name },
  sdk_version: { type: 'string', of: ({ header }: Segment) => header.sdk.version },
  source: { type: 'string', of: ({ header }: Segment) => header.source },
  has_full_snapshot: { type: 'boolean', of: ({ header }: Segment) => header.has_full_snapshot },
  raw_segment_size: { type: 'number', of: ({ bytes }: Segment) => bytes },
} as const satisfies Record<string, { type: string; of: (segment: Segment) => Value }>;

export type Field = keyof typeof FIELDS;
