import type { Cleared } from '@firsthand/core';
import { uuid } from '@firsthand/core';
import type { Envelope, RumEvent } from '@firsthand/protocol';
import { sharedSections, toJson, toSections, type Sections } from './sections.js';

/** A batch ready to leave: its body stays the same across retries, so that the store holds it once. */
export interface Batch {
  id: string;
  body: string;
  /** Bytes of the body as UTF-8. */
  bytes: number;
  /** Whether the browser has it, and not only we. */
  isHandedOver?: boolean;
}

/** Collects cleared events. A view's snapshot replaces its earlier one. */
export interface BatchBuilder {
  add(event: Cleared<RumEvent>): void;
  readonly count: number;
  /** Characters of what is held; UTF-8 needs at least as many bytes. */
  readonly size: number;
  /**
   * Takes all that is held, in batches of at most `maxBytes` each, unless one event alone is larger; what says most
   * comes first, since the page may end before all has left.
   */
  take(maxBytes: number): Batch[];
}

/** What says most of a visit. */
const URGENCY: Record<string, number> = { error: 3, view: 2, action: 1, vital: 1 };

export function createBatchBuilder({ sdk, epochNow }: BatchParts): BatchBuilder {
  const events = new Map<string, { sections: Sections; size: number; urgency: number }>();
  let size = 0;
  let serial = 0;

  const build = (batch: readonly Sections[]): Batch => {
    const id = uuid();
    const shared = sharedSections(batch);
    const envelope: Omit<Envelope, 'shared'> = {
      protocol: 1,
      batch_id: id,
      sent_at: epochNow(),
      sdk,
    };
    const head = `${JSON.stringify(envelope).slice(0, -1)},"shared":${toJson(shared)}}`;
    const body = [head, ...batch.map((event) => toJson(event, shared))].join('\n');
    return { id, body, bytes: byteLength(body) };
  };

  return {
    add(event) {
      const key = event.type === 'view' ? event.view.id : `${(serial += 1)}`;
      const sections = toSections(event);
      const urgency = URGENCY[event.type] ?? 0;
      const entry = { sections, size: sizeOf(sections), urgency };
      size += entry.size - (events.get(key)?.size ?? 0);
      events.delete(key);
      events.set(key, entry);
    },
    get count() {
      return events.size;
    },
    get size() {
      return size;
    },
    take(maxBytes) {
      const entries = Array.from(events.values());
      entries.sort((one, other) => other.urgency - one.urgency);
      const held = entries.map(({ sections }) => sections);
      events.clear();
      size = 0;
      return split(held, (part) => {
        const batch = build(part);
        return batch.bytes <= maxBytes || part.length === 1 ? batch : undefined;
      });
    },
  };
}

interface BatchParts {
  sdk: { name: string; version: string };
  epochNow: () => number;
}

/** Halves the list until each part makes a batch. */
function split(
  events: readonly Sections[],
  build: (part: readonly Sections[]) => Batch | undefined,
): Batch[] {
  if (!events.length) return [];
  const batch = build(events);
  if (batch) return [batch];
  const middle = events.length >> 1;
  return [...split(events.slice(0, middle), build), ...split(events.slice(middle), build)];
}

function sizeOf(sections: Sections): number {
  let size = 0;
  for (const [path, json] of sections) size += path.length + json.length;
  return size;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
