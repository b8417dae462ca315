import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeRecord, type AcceptedBatch } from '../src/intake-log/record.js';
import type { EventRow } from '../src/store/event-row.js';
import { rowOfText } from '../src/store/row-text.js';
import { rowsInThread } from '../src/store/rows-in-thread.js';
import { openThreads, Overdue } from '../src/threads/threads.js';
import { batch, errorEvent, startServer } from './fixtures.js';
import { record, segment } from './replay-fixtures.js';

const hostileThreads = () => {
  const threads = openThreads(
    undefined,
    fileURLToPath(new URL('threads/hostile-thread.ts', import.meta.url)),
  );
  onTestFinished(() => threads.close());
  return threads;
};

/** Records of batches, of events with these messages. */
const recordsOf = (...batches: string[][]) =>
  Buffer.concat(
    batches.map((messages, n) => {
      const events = messages.map((message, line) => ({ line, event: errorEvent(message) }));
      const accepted = { batchId: `b${n}`, receivedAt: 1, enrichment: {}, events };
      return encodeRecord(JSON.stringify(accepted));
    }),
  );
const messagesOf = (rows: readonly string[]) =>
  rows.map((row) => (JSON.parse((rowOfText(row) as EventRow).event) as Message).error.message);
interface Message {
  error: { message: string };
}

describe.each(['for ever', 'all memory'])('an event whose reading takes %s', (text) => {
  it('is given up, costs no other event, and never comes back', async () => {
    const rowsOf = rowsInThread(hostileThreads(), { deadline: 5_000, deadlineOfOne: 3_000 });
    const made = await rowsOf(recordsOf(['a', 'b'], ['c', text, 'd'], ['e']));
    expect(messagesOf(made.rows)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(made.unmade).toMatchObject([
      { unmade: { application_id: 'app', session_id: 's' }, fault: expect.stringMatching(/too/) },
    ]);
    const from = made.unmade[0]?.unmade.from as AcceptedBatch;
    expect([from.batchId, from.events.length, from.events[0]?.line]).toEqual(['b1', 1, 1]);
  });

  it('does not outlast its deadline', async () => {
    const threads = hostileThreads();
    const input = { body: Buffer.from(text), receivedAt: 0 };
    await expect(threads.run('readBatch', input, 3_000)).rejects.toThrow(Overdue);
    const records = recordsOf(['after']);
    const { rows } = await threads.run('makeRows', { records }, 5_000);
    expect(messagesOf(rows)).toEqual(['after']);
  });
});

it('a thread that ends while it has no task ends nothing else', async () => {
  const faults = vi.spyOn(console, 'error').mockReturnValue();
  const threads = openThreads(undefined, '/no/such/thread.js');
  onTestFinished(() => threads.close());
  await vi.waitFor(() => expect(faults).toHaveBeenCalledWith('Thread:', expect.anything()), 10_000);
});

const large = 'é'.repeat(200_000);

it('a large batch is read as a small one is', async () => {
  const { post, stored } = await startServer();
  const lines = [errorEvent(large), { type: 'error' }, errorEvent('😀')];
  const { statusCode, body } = await post(`${batch(lines)}\nno JSON`);
  expect(statusCode).toBe(202);
  expect(JSON.parse(body)).toEqual({
    accepted: 2,
    refused: [
      { line: 4, field: '', reason: 'is not a JSON object' },
      { line: 2, field: 'application.id', reason: 'may not send to this server' },
    ],
  });
  const events = await stored((found) => found.length === 2);
  expect(events.map(({ error }) => (error as Message['error']).message)).toEqual([large, '😀']);
});

it.each([
  ['a batch', 'events', `no envelope\n${large}`, 400, /envelope/],
  ['a segment', 'replay', `no header\n${large}`, 400, /header/],
  ['a segment', 'replay', `${segment([record(1)])}\n${'x\n'.repeat(200_000)}`, 400, /1000 lines/],
])('%s of which a thread can make nothing is refused with the reason', async (...test) => {
  const [, kind, payload, status, reason] = test;
  const { server } = await startServer();
  const response = await server.app.inject({
    method: 'POST',
    url: `/rum/v1/${kind}`,
    headers: { 'content-type': 'text/plain' },
    payload,
  });
  expect([response.statusCode, response.json()]).toEqual([
    status,
    { error: expect.stringMatching(reason) },
  ]);
});
