import { clearTimer, setTimer, type Timer } from '@firsthand/core';
import { EventType, IncrementalSource, type eventWithTime } from '@rrweb/types';

/** Where a box is scrolled to is recorded at most so often, in milliseconds. */
const INTERVAL = 150;

/**
 * Has rrweb tell of every scroll event. Its own throttle is one for all boxes of a tree: of those that are scrolled at once
 * it tells of two.
 */
export const EVERY_SCROLL = -1;

/** Lets the first and the last scroll record of each box pass in an interval. */
export function createScrolls(onRecord: (record: eventWithTime) => void) {
  /** By the id of a box, what is to be told of it at the end of the interval. */
  let waiting = new Map<number, eventWithTime | undefined>();
  let timer: Timer | undefined;
  const takeAll = (): eventWithTime[] => {
    const records = [...waiting.values()];
    waiting = new Map();
    clearTimer(timer);
    timer = undefined;
    return records.filter((record) => !!record);
  };
  const tell = () => {
    for (const record of takeAll()) take(record);
  };
  /** @returns whether it is one, and is seen to */
  const take = (record: eventWithTime): boolean => {
    if (record.type !== EventType.IncrementalSnapshot) return false;
    const { data } = record;
    if (data.source !== IncrementalSource.Scroll) return false;
    const isFirst = !waiting.has(data.id);
    waiting.set(data.id, isFirst ? undefined : record);
    timer ??= setTimer(tell, INTERVAL);
    if (isFirst) onRecord(record);
    return true;
  };
  return {
    take,
    /** Tells at once what waits. */
    flush() {
      for (const record of takeAll()) onRecord(record);
    },
  };
}
