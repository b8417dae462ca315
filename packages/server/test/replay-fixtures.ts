import { randomUUID } from 'node:crypto';
import type { ReplayAnswer, ReplayRecords } from '@firsthand/protocol/query';
import { eventually, startServer, type Json } from './fixtures.js';

/** A record of rrweb: of type 2 a full snapshot, of type 3 a change. */
export const record = (timestamp: number, data: Json = {}, type = 3): Json => ({
  type,
  data,
  timestamp,
});

/** A segment of session `s` as the SDK writes it. */
export function segment(records: readonly (Json | string)[], header: Json = {}): string {
  const times = records.flatMap((line) =>
    typeof line === 'object' && typeof line['timestamp'] === 'number' ? [line['timestamp']] : [],
  );
  const now = Date.now();
  const head = {
    protocol: 1,
    segment_id: randomUUID(),
    sent_at: now,
    sdk: { name: 'test', version: '1' },
    application: { id: 'app' },
    session: { id: 's' },
    view: { id: 'v' },
    source: 'browser',
    start: times.length ? Math.min(...times) : now,
    end: times.length ? Math.max(...times) : now,
    index_in_view: 0,
    records_count: records.length,
    has_full_snapshot: records.some((line) => typeof line === 'object' && line['type'] === 2),
    creation_reason: 'segment_duration_limit',
    ...header,
  };
  return [head, ...records]
    .map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
    .join('\n');
}

export async function startReplayServer(...[config]: Parameters<typeof startServer>) {
  const started = await startServer(config);
  const { server } = started;
  const postSegment = (payload: string | Buffer, query = '', headers: Json = {}) =>
    server.app.inject({
      method: 'POST',
      url: `/rum/v1/replay${query}`,
      headers: { 'content-type': 'text/plain', ...headers },
      payload,
    });
  const index = () => started.get<ReplayAnswer>('sessions/s/replay?application=app');
  /** The index of session `s`, once it has so many segments. */
  const stored = (length: number) =>
    eventually(async () => {
      const { status, body } = await index();
      return status === 200 && body.segments.length >= length && body.segments;
    });
  const recordsOf = async (view: string, from = 0, to = 8e15) => {
    const query = new URLSearchParams({ application: 'app', view, from: `${from}`, to: `${to}` });
    const { payload } = await server.app.inject(`/api/v1/sessions/s/replay/records?${query}`);
    return payload
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ReplayRecords);
  };
  return { ...started, postSegment, index, storedSegments: stored, recordsOf };
}
