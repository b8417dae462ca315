import { describe, expect, it } from 'vitest';
import { completeConfig } from '../src/config.js';
import { batch, errorEvent, event, startServer, viewEvent } from './fixtures.js';

describe('the intake refuses', () => {
  it.each([
    ['SHOP', undefined, 'Application SHOP may not send to this server.'],
    ['shop', 'Checkout', 'Service Checkout may not send to this server.'],
    ['shop', undefined, 'Service without a name may not send to this server.'],
    ['shop', 'checkout', undefined],
    ['shop', 'checkout-eu\n', undefined],
  ])('what is on no list, letter for letter (%s, %s)', async (id, service, error) => {
    const { post } = await startServer({
      rum: { allowApplications: ['shop'], allowServices: ['checkout', 'checkout-*'] },
    });
    const response = await post(batch([errorEvent('x', { application: { id }, service })]));
    expect([response.statusCode, response.json()]).toEqual(
      error ? [403, { error }] : [202, { accepted: 1, refused: [] }],
    );
  });

  it('of a batch only what is of another service, and takes what names none where that is listed', async () => {
    const { post } = await startServer({ rum: { allowServices: ['', 'checkout'] } });
    const services = [undefined, 'checkout', 'search'];
    const response = await post(batch(services.map((service) => errorEvent('x', { service }))));
    expect([response.statusCode, response.json()]).toEqual([
      202,
      {
        accepted: 2,
        refused: [{ line: 3, field: 'service', reason: 'may not send to this server' }],
      },
    ]);
  });
});

describe('the intake takes', () => {
  it('the kinds of events that rum.measurements names, and says so of others without refusing the batch', async () => {
    const { post, stored } = await startServer({ rum: { measurements: ['error', 'custom'] } });
    const events = [event('action'), errorEvent('taken'), event('heart_beat'), viewEvent('v', 1)];
    const response = await post(batch(events));
    const refusal = { field: 'type', reason: 'is not among rum.measurements' };
    expect([response.statusCode, response.json()]).toEqual([
      202,
      {
        accepted: 2,
        refused: [
          { line: 1, ...refusal },
          { line: 4, ...refusal },
        ],
      },
    ]);
    const nothing = await post(batch([event('action')]));
    expect([nothing.statusCode, nothing.json()]).toEqual([
      202,
      { accepted: 0, refused: [{ line: 1, ...refusal }] },
    ]);
    const types = (await stored(({ length }) => length > 1)).map(({ type }) => type);
    expect(types.toSorted()).toEqual(['error', 'heart_beat']);
  });

  it('no measurement that there is not', () => {
    expect(() => completeConfig({ rum: { measurements: ['clicks'] } })).toThrow(
      /^Configuration: rum\.measurements\.0 /,
    );
  });
});
