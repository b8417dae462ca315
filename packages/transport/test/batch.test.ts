import { complete, inherit, type Cleared } from '@firsthand/core';
import { expand, type RumEvent } from '@firsthand/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, createBatchBuilder, type Batch } from '../src/batch.js';

const sdk = { name: 'test', version: '1' };
const builder = () => createBatchBuilder({ sdk, note: () => {} });
const cleared = (event: object) => event as Cleared<RumEvent>;

/** What the server makes of a batch. */
function received(batch: Batch) {
  const body = bodyOf(batch);
  const [head = '', ...lines] = body.split('\n');
  const envelope = JSON.parse(head) as { shared: Record<string, unknown> };
  return {
    envelope,
    events: lines.map((line) =>
      expand(envelope.shared, JSON.parse(line) as Record<string, unknown>),
    ),
  };
}

describe('batch', () => {
  it('arrives as it was, whatever its events share', () => {
    const events = [
      {
        type: 'error',
        env: 'prod',
        view: { id: 'a', url: '/' },
        error: { message: 'ü "quoted"\n' },
      },
      { type: 'action', env: 'prod', view: { id: 'b', url: '/' }, list: [1, { a: null }], zero: 0 },
      { type: 'action', env: 'prod', view: { id: 'b', url: '/' }, empty: '' },
    ];
    const batches = builder();
    for (const event of events) batches.add(cleared(event));
    const [batch] = batches.take(1e6);
    expect(batch && received(batch).events).toEqual(events);
  });

  it('arrives as it was, whatever its events inherit', () => {
    const object = fc.dictionary(
      fc.constantFrom('id', 'url', 'n', '"'),
      fc.oneof(fc.constantFrom('/', 'ü', 1, null), fc.constant({ deep: [1] })),
      { minKeys: 1 },
    );
    const part = fc.dictionary(
      fc.constantFrom('env', 'view', 'usr', 'list'),
      fc.oneof({ weight: 3, arbitrary: object }, fc.constantFrom('x', 2, [3])),
    );
    const visit = fc.array(fc.tuple(part, fc.array(part, { minLength: 1, maxLength: 4 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(visit, fc.boolean(), (parts, isPlain) => {
        const events = parts.flatMap(([shared, owns], index) =>
          owns.map((own) => inherit(shared, { type: 'action', n: index, ...own })),
        );
        const batches = builder();
        for (const event of events) batches.add(cleared(isPlain ? complete(event) : event));
        const [batch] = batches.take(1e6);
        expect(batch && received(batch).events).toEqual(events.map(complete));
      }),
      { numRuns: 300 },
    );
  });

  it('says once what all its events share', () => {
    const batches = builder();
    for (const type of ['action', 'error'])
      batches.add(cleared({ type, usr: { id: 'only-once' } }));
    const [batch] = batches.take(1e6);
    expect(batch?.content.match(/only-once/g)).toHaveLength(1);
  });

  it('keeps only the last snapshot of a view', () => {
    const batches = builder();
    for (const version of [1, 2]) {
      batches.add(cleared({ type: 'view', view: { id: 'v' }, _dd: { document_version: version } }));
    }
    expect(batches.count).toBe(1);
    const [batch] = batches.take(1e6);
    expect(batch && received(batch).events).toMatchObject([{ _dd: { document_version: 2 } }]);
  });

  it('has what says most first, where not all may get through', () => {
    const batches = builder();
    const types = ['resource', 'action', 'long_task', 'view', 'vital', 'error', 'custom_x'];
    for (const type of types) batches.add(cleared({ type, view: { id: 'v' }, [type]: {} }));
    const [batch] = batches.take(1e6);
    expect(batch && received(batch).events.map((event) => event['type'])).toEqual([
      'error',
      'view',
      'action',
      'vital',
      'resource',
      'long_task',
      'custom_x',
    ]);
  });

  it('splits what is too large for one request, losing nothing', () => {
    const batches = builder();
    const events = Array.from({ length: 50 }, (_, n) => ({
      type: 'action',
      n,
      text: 'é'.repeat(500) + n,
    }));
    for (const event of events) batches.add(cleared(event));
    const taken = batches.take(8_000);
    expect(taken.every(({ bytes }) => bytes <= 8_000)).toBe(true);
    expect(taken.flatMap((batch) => received(batch).events)).toEqual(events);
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
  });

  it('counts bytes as UTF-8', () => {
    const batches = builder();
    batches.add(cleared({ type: 'action', text: '😀' }));
    const [batch] = batches.take(1e6);
    expect(batch?.bytes).toBe(Buffer.byteLength(batch ? bodyOf(batch) : ''));
  });

  it('is empty once taken', () => {
    const batches = builder();
    batches.add(cleared({ type: 'action' }));
    batches.take(1e6);
    expect([batches.count, batches.size, batches.take(1e6)]).toEqual([0, 0, []]);
  });
});
