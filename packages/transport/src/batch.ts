import { epochNow, toJson as jsonOf, uuid, type Cleared, type Note } from '@firsthand/core';
import type { RumEvent } from '@firsthand/protocol';
import { limit } from './limit.js';
import type { Bytes, ReplaySegment } from './replay-segment.js';
import { commonOf, toJson, type Sections } from './sections.js';

/** A batch ready to leave: it stays the same across attempts but for their time, so that the store holds it once. */
export interface Batch {
  id: string;
  /** The body from the SDK's name on. */
  content: string;
  /** Bytes of the body as UTF-8. */
  bytes: number;
  /** How many events it holds: none is a replay's segment. */
  events: number;
  /** Of a replay's segment, gzipped; `content` is then its header. */
  records?: Bytes | undefined;
  /** Of a segment of this page: gzips its header. */
  gzip?: ReplaySegment['gzip'] | undefined;
  /** Relative time since which the browser has it, and not only we. */
  handedOverAt?: number | undefined;
  /** Whether it must not leave any more. */
  isForgotten?: boolean;
}

/** The body of an attempt that is made now; of a replay's segment its header, which `records` follow. */
export function bodyOf({ id, content, records }: BodyParts): string {
  const kind = records ? 'segment' : 'batch';
  return `{"protocol":1,"${kind}_id":"${id}","sent_at":${epochNow()},${content}`;
}

type BodyParts = Pick<Batch, 'id' | 'content' | 'records'>;

/** A segment as it is delivered: like any batch. */
export function toBatch({ header, ...segment }: ReplaySegment): Batch {
  const bytes = header.length + segment.records.length;
  return { ...segment, content: `${header}\n`, bytes, events: 0 };
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
  /** Forgets the event that was added first. */
  dropOldest(): void;
  clear(): void;
}

/** What says most of a visit. */
const URGENCY: Record<string, number> = { error: 3, view: 2, action: 1, vital: 1 };

export function createBatchBuilder({ sdk, note }: BatchParts): BatchBuilder {
  const events = new Map<string, Entry>();
  let held = 0;
  let serial = 0;

  const build = (batch: readonly Entry[]): Batch => {
    const id = uuid();
    const common = commonOf(batch.map(({ shared }) => shared));
    const lines = batch.map(({ shared, own, replaced }) =>
      toJson(shared, { common, own, replaced }),
    );
    const content = `"sdk":${jsonOf(sdk)},"shared":${toJson(common)}}\n${lines.join('\n')}`;
    return {
      id,
      content,
      bytes: byteLength(bodyOf({ id, content })),
      events: batch.length,
    };
  };

  const clear = () => {
    events.clear();
    held = 0;
  };

  return {
    add(event) {
      const key = event.type === 'view' ? event.view.id : `${(serial += 1)}`;
      const { trimmed, ...limited } = limit(event);
      if (trimmed.length) note('trimmed', { event, trimmed });
      const entry = { ...limited, urgency: URGENCY[event.type] ?? 0 };
      const replaced = events.get(key);
      if (replaced) note('replaced', event);
      held += entry.size - (replaced?.size ?? 0);
      events.delete(key);
      events.set(key, entry);
    },
    get count() {
      return events.size;
    },
    get size() {
      return held;
    },
    take(maxBytes) {
      const entries = [...events.values()];
      entries.sort((one, other) => other.urgency - one.urgency);
      clear();
      return split(entries, (part) => {
        const batch = build(part);
        return batch.bytes <= maxBytes || part.length === 1 ? batch : undefined;
      });
    },
    dropOldest() {
      const [oldest] = events;
      if (!oldest) return;
      const [key, { size }] = oldest;
      events.delete(key);
      held -= size;
    },
    clear,
  };
}

/** An event that waits. */
interface Entry {
  shared: Sections;
  own: string;
  replaced: readonly string[];
  size: number;
  urgency: number;
}

interface BatchParts {
  sdk: { name: string; version: string };
  note: Note;
}

/** Halves the list until each part makes a batch. */
function split(
  events: readonly Entry[],
  build: (part: readonly Entry[]) => Batch | undefined,
): Batch[] {
  if (!events.length) return [];
  const batch = build(events);
  if (batch) return [batch];
  const middle = events.length >> 1;
  return [...split(events.slice(0, middle), build), ...split(events.slice(middle), build)];
}

/** Of JSON, which is mostly ASCII: then nothing has to be encoded. */
function byteLength(text: string): number {
  return /[^\n -~]/.test(text) ? new TextEncoder().encode(text).length : text.length;
}
