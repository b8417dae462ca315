import type { SegmentHeader } from '@firsthand/protocol/replay';
import { eventually } from '@firsthand/testing';
import type { ReplaySegment } from '@firsthand/transport';
import type { eventWithTime } from '@rrweb/types';
import { startRun, type RunParts } from '../src/run.js';

const SESSION_ID = '6b1ac2a1-4e04-4f0e-9c6e-00000000ffff';

export interface Received {
  header: SegmentHeader;
  records: eventWithTime[];
  text: string;
  exit: boolean;
}

/** Inflates as a server would: `DecompressionStream` takes one member only. */
async function receive(segment: ReplaySegment, exit: boolean): Promise<Received> {
  const start = `{"protocol":1,"segment_id":"${segment.id}","sent_at":1,`;
  const body = new Blob([segment.gzip(`${start}${segment.header}\n`), segment.records]);
  const text = await (await fetch('/hostile/gunzip', { method: 'POST', body })).text();
  const [header = '', ...lines] = text.trim().split('\n');
  const records = lines.map((line) => JSON.parse(line) as eventWithTime);
  return { header: JSON.parse(header) as SegmentHeader, records, text, exit };
}

/** Records the test's page in one view, as a session that is sampled. */
export function recordPage({
  options = {},
  mode = 'record',
  canvasFrames = 0,
}: Partial<Pick<RunParts, 'options' | 'mode' | 'canvasFrames'>> = {}) {
  const abort = new AbortController();
  const arriving: Promise<Received>[] = [];
  const faults: unknown[] = [];
  let isOver = false;
  const run = startRun(
    {
      mode,
      options,
      canvasFrames,
      header: { sdk: { name: 'test', version: '1' }, application: { id: 'app' } },
      deliver: (segment, { exit }) => void arriving.push(receive(segment, exit)),
      onFault: (fault) => faults.push(fault),
      onOver: () => (isOver = true),
    },
    abort.signal,
  );
  const setView = (id: string) => run.setView({ id, sessionId: SESSION_ID });
  setView('view-1');

  const received = async () => Promise.all(arriving);
  /** All that was recorded until now. */
  const records = async () => {
    run.flush();
    return (await received()).flatMap((segment) => segment.records);
  };
  const snapshots = async () => (await records()).filter(({ type }) => type === 2).length;
  return {
    run,
    abort,
    faults,
    setView,
    received,
    records,
    get isOver() {
      return isOver;
    },
    /** All lines that have left, as text. */
    text: async () => {
      run.flush();
      return (await received()).map(({ text }) => text).join('\n');
    },
    /** Waits until there are so many full snapshots. */
    awaitSnapshot: (count = 1) =>
      eventually(`${count} full snapshots`, async () => (await snapshots()) >= count, 10_000),
  };
}

/** Waits until rrweb has seen what was changed. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}

/** Changes the text that an element begins with, not its children. */
export function setText(element: Element | null | undefined, text: string): void {
  if (element?.firstChild) element.firstChild.nodeValue = text;
}
