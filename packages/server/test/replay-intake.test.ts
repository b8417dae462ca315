import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorEvent, batch, type Json } from './fixtures.js';
import { record, segment, startReplayServer } from './replay-fixtures.js';

const HOUR = 60 * 60_000;
const now = () => Date.now();

describe('the intake of replays refuses', () => {
  it.each([
    ['an empty body', '', 400, /empty/],
    ['what is not JSON', 'hello', 400, /header is not valid/],
    [
      'a header without a segment id',
      segment([], { segment_id: undefined }),
      400,
      /segment_id|required/,
    ],
    ['a segment id that is none', segment([], { segment_id: 'x' }), 400, /segment_id/],
    ['another protocol', segment([], { protocol: 2 }), 400, /protocol/],
    ['a header with an unknown field', segment([], { extra: 1 }), 400, /header/],
    ['an unknown reason', segment([], { creation_reason: 'x' }), 400, /creation_reason/],
    ['an end before the start', segment([], { start: 2, end: 1 }), 400, /end must not be before/],
    [
      'an object for the application’s id',
      segment([], { application: { id: {} } }),
      400,
      /application/,
    ],
    [
      'an ill-formed application id',
      segment([], { application: { id: 'a-b' } }),
      403,
      /a-b may not/,
    ],
    [
      'a payload over 5 MB',
      'x'.repeat(5_000_001),
      413,
      /^The body is larger than 5000000 bytes\.$/,
    ],
  ])('%s', async (_, payload, status, sentence) => {
    const { postSegment, index } = await startReplayServer();
    const response = await postSegment(payload);
    expect([response.statusCode, response.json<{ error: string }>().error]).toEqual([
      status,
      expect.stringMatching(sentence),
    ]);
    expect((await index()).status).toBe(404);
  });

  it('what is more than 5 MB when inflated, an unknown encoding and another content type', async () => {
    const { postSegment } = await startReplayServer();
    const bomb = gzipSync(segment([record(now(), { text: 'x'.repeat(5_000_000) })]));
    const answers = [
      await postSegment(bomb, '?encoding=gzip'),
      await postSegment(segment([]), '?encoding=br'),
      await postSegment('not gzip', '?encoding=gzip'),
      await postSegment(segment([]), '', { 'content-type': 'application/json' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([413, 415, 400, 415]);
  });

  it('applications, services and origins that are not allowed', async () => {
    const { postSegment } = await startReplayServer({
      rum: {
        allowApplications: ['shop_*'],
        allowServices: ['checkout'],
        allowOrigins: ['https://shop.test'],
      },
    });
    const of = { application: { id: 'shop_eu' }, service: 'checkout' };
    const good = segment([record(now())], of);
    const answers = [
      await postSegment(segment([record(now())], { ...of, application: { id: 'SHOP_EU' } })),
      await postSegment(segment([record(now())], { ...of, service: undefined })),
      await postSegment(good, '', { origin: 'https://evil.test' }),
      await postSegment(good, '', { origin: 'https://shop.test' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 202]);
    expect(answers[3]?.headers['access-control-allow-origin']).toBe('https://shop.test');
  });

  it.each([
    [
      'older than a day',
      -25 * HOUR,
      { line: 0, field: 'start', reason: 'is more than 24 hours ago' },
    ],
    ['in the future', HOUR, { line: 0, field: 'start', reason: 'is in the future' }],
  ])('a segment that is %s', async (_, ago, refusal) => {
    const { postSegment } = await startReplayServer();
    const response = await postSegment(segment([record(now() + ago)]));
    expect([response.statusCode, response.json()]).toEqual([
      202,
      { accepted: 0, refused: [refusal] },
    ]);
  });

  it('a full log, and says when to come again', async () => {
    const { postSegment, post } = await startReplayServer({ replay: { capacityBytes: 10 } });
    expect((await postSegment(segment([record(now())]))).statusCode).toBe(503);
    expect((await post(batch([errorEvent('x')]))).statusCode).toBe(202);
  });
});

it('a bad record costs only its line', async () => {
  const { postSegment, storedSegments, recordsOf } = await startReplayServer();
  const at = now();
  const records = [record(at), 'no JSON', '[1]', '7', { type: '3', timestamp: at }, { type: 3 }];
  const response = await postSegment(
    segment([...records, '{"type":3,"timestamp":1e999}', record(at + 1)]),
  );
  expect(response.json()).toEqual({
    accepted: 2,
    refused: [
      { line: 2, field: '', reason: 'is not a JSON object' },
      { line: 3, field: '', reason: 'is not a JSON object' },
      { line: 4, field: '', reason: 'is not a JSON object' },
      { line: 5, field: 'type', reason: 'must be number' },
      { line: 6, field: 'timestamp', reason: 'must be number' },
      { line: 7, field: 'timestamp', reason: 'must be number' },
    ],
  });
  expect(await storedSegments(1)).toMatchObject([{ records: 2 }]);
  expect((await recordsOf('v'))[0]?.records).toEqual([record(at), record(at + 1)]);
});

it('what comes compressed is stored as it was, whatever it holds', async () => {
  const { postSegment, storedSegments, recordsOf } = await startReplayServer();
  const at = now();
  const records = [
    record(at, { href: 'https://shop.test/', width: 1, height: 1 }, 4),
    record(at, { text: 'line\nbreak "quotes" \u2028 👩‍💻 \ud83d', path: 'C:\\', n: -0.5 }, 2),
  ];
  const sent = await postSegment(gzipSync(segment(records)), '?encoding=gzip');
  expect(sent.json()).toEqual({ accepted: 2, refused: [] });
  const [first] = await storedSegments(1);
  expect(first).toMatchObject({
    view: 'v',
    start: at,
    end: at,
    records: 2,
    has_full_snapshot: true,
  });
  expect(first?.clock_skew).toBe(0);
  expect(await recordsOf('v')).toEqual([{ segment: first?.id, records }]);
});

it('a segment that comes twice, by whatever clock, is stored once', async () => {
  const { postSegment, storedSegments, recordsOf, server } = await startReplayServer();
  const [id, start] = [randomUUID(), now() - 2 * HOUR];
  for (const sent_at of [now(), now() - 2 * HOUR]) {
    await postSegment(segment([record(start)], { segment_id: id, sent_at }));
    await postSegment(segment([record(start)], { segment_id: id.toUpperCase(), sent_at }));
  }
  await postSegment(segment([record(now())], { index_in_view: 1 }));
  await storedSegments(2);
  await server.app.inject('/healthz');
  expect(await storedSegments(2)).toHaveLength(2);
  expect(await recordsOf('v')).toHaveLength(2);
});

describe('a wrong clock', () => {
  it('is corrected by what the delivery tells of it', async () => {
    const { postSegment, storedSegments } = await startReplayServer();
    const behind = 30 * 24 * HOUR;
    const sentAt = now() - behind;
    await postSegment(
      segment([record(sentAt - 9_000), record(sentAt - 4_000)], { sent_at: sentAt }),
    );
    const [only] = await storedSegments(1);
    expect(only?.clock_skew).toBeGreaterThanOrEqual(behind);
    expect(only?.start).toBe(sentAt - 9_000 + (only?.clock_skew ?? 0));
    expect((only?.end ?? 0) - (only?.start ?? 0)).toBe(5_000);
  });

  it('that is measured otherwise by each delivery does not move the pieces against each other', async () => {
    const { postSegment, storedSegments } = await startReplayServer();
    const sentAt = now() - HOUR;
    for (const [index, late] of [0, 20_000, 5_000].entries()) {
      const start = sentAt - 60_000 + index * 5_000;
      const header = { sent_at: sentAt + late, index_in_view: index, start, end: start + 5_000 };
      await postSegment(segment([record(start)], header));
    }
    const [a, b, c] = await storedSegments(3);
    expect([b?.start, c?.start]).toEqual([a?.end, b?.end]);
    expect(new Set([a?.clock_skew, b?.clock_skew, c?.clock_skew]).size).toBe(1);
  });

  it('that is set right in the middle counts for each piece by itself', async () => {
    const { postSegment, storedSegments } = await startReplayServer();
    const wrong = now() - 5 * HOUR;
    await postSegment(segment([record(wrong - 1_000)], { sent_at: wrong }));
    await postSegment(segment([record(now())], { index_in_view: 1 }));
    const [first, second] = await storedSegments(2);
    expect([first?.clock_skew !== 0, second?.clock_skew]).toEqual([true, 0]);
    expect((second?.start ?? 0) - (first?.start ?? 0)).toBeLessThan(10_000);
  });
});

it('replay.filterRules discard what matches, and say so', async () => {
  const { postSegment, storedSegments } = await startReplayServer({
    replay: { filterRules: ["{ version IN ['1'] }", '{ raw_segment_size > 2000 }'] },
  });
  const send = async (header: Json, data: Json = {}) =>
    (await postSegment(segment([record(now(), data)], header))).json<Json>();
  const discarded = {
    accepted: 0,
    refused: [{ line: 0, field: '', reason: 'is discarded by replay.filterRules' }],
  };
  expect(await send({ version: '1' })).toEqual(discarded);
  expect(await send({ version: '2' }, { text: 'x'.repeat(2_000) })).toEqual(discarded);
  expect(await send({ version: '2' })).toEqual({ accepted: 1, refused: [] });
  expect(await storedSegments(1)).toHaveLength(1);
});

it('half a surrogate pair in an id keeps no later segment out of the store', async () => {
  const { postSegment, storedSegments } = await startReplayServer();
  await postSegment(segment([record(now())], { session: { id: 'a\ud83d' }, service: '\ud83d' }));
  await postSegment(segment([record(now())]));
  expect(await storedSegments(1)).toHaveLength(1);
});
