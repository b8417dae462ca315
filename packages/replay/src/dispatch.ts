import { toJson, uuid, type Cleared } from '@firsthand/core';
import type { SegmentHeader } from '@firsthand/protocol/replay';
import type { ReplaySegment } from '@firsthand/transport';
import type { Finished } from './segments.js';
import { storedGzip } from './stored-gzip.js';

/** What all segments of a page say of it. */
export type PageHeader = Pick<SegmentHeader, 'sdk' | 'application' | 'service' | 'env' | 'version'>;

/** Has a segment delivered; on `exit` before it returns. */
export type Deliver = (segment: Cleared<ReplaySegment>, options: { exit: boolean }) => void;

interface DispatchParts {
  header: PageHeader;
  seal: (segment: ReplaySegment) => Cleared<ReplaySegment> | undefined;
  deliver: Deliver;
}

/** Writes the header of each segment and lets it go; counts those of each view as they leave. */
export function createDispatch({ header, seal, deliver }: DispatchParts) {
  const left = new Map<string, number>();
  return ({ facts, records, exit }: Finished): void => {
    const { view, ...own } = facts;
    const index = left.get(view.id) ?? 0;
    left.set(view.id, index + 1);
    const whole: Omit<SegmentHeader, 'protocol' | 'segment_id' | 'sent_at'> = {
      ...header,
      session: { id: view.sessionId },
      view: { id: view.id },
      source: 'browser',
      index_in_view: index,
      ...own,
    };
    // The start of the object is written anew for each attempt.
    const written = toJson(whole).slice(1);
    const segment = seal({ id: uuid(), header: written, records, gzip: storedGzip });
    if (segment) deliver(segment, { exit });
  };
}
