import type { ReplayRecords, ReplaySegment } from '@firsthand/protocol/query';
import { ask } from '../api/get.js';

export type Loaded = ReplayRecords['records'][number];

/** Where the records of a session are read, and by whose leave. */
export interface ReplaySource {
  application: string;
  session: string;
  token?: string | undefined;
}

/** Reads pieces of a view, each as soon as it has arrived; dates are those of a right clock. */
export async function* readSegments(
  { application, session, token }: ReplaySource,
  segments: readonly ReplaySegment[],
  signal: AbortSignal,
): AsyncGenerator<{ segment: ReplaySegment; records: Loaded[] }> {
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) return;
  const wanted = new Map(segments.map((segment) => [segment.id, segment]));
  const response = await ask(`sessions/${encodeURIComponent(session)}/replay/records`, {
    parameters: { application, view: first.view, from: first.start, to: last.start },
    token,
    signal,
  });
  for await (const line of linesOf(response)) {
    const { segment: id, records } = JSON.parse(line) as ReplayRecords;
    const segment = wanted.get(id);
    if (!segment) continue;
    const moved = records.map((record) => ({
      ...record,
      timestamp: record.timestamp + segment.clock_skew,
    }));
    yield { segment, records: moved };
  }
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  // A line may come in many parts; joining them one by one would copy it as often.
  let parts: string[] = [];
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const [end = '', ...more] = read.value.split('\n');
    parts.push(end);
    for (const begin of more) {
      yield parts.join('');
      parts = [begin];
    }
  }
  const rest = parts.join('');
  if (rest) yield rest;
}
