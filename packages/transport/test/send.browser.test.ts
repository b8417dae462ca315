import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Batch } from '../src/batch.js';
import { createSender } from '../src/send.js';

afterEach(() => vi.restoreAllMocks());

const large = (): Batch => ({
  id: 'one',
  content: `"shared":{}}\n${'{}\n'.repeat(1_000)}`,
  bytes: 3_000,
  events: 1_000,
});

it('a batch leaves as it is where it is not to be compressed', async () => {
  const fetched = vi
    .spyOn(globalThis, 'fetch')
    .mockResolvedValue(new Response('{"accepted":1,"refused":[]}'));
  await createSender('https://intake.test', { compress: false }).send(large());
  const [url, request] = fetched.mock.calls[0] ?? [];
  expect(url).toBe('https://intake.test/v1/events');
  expect(request?.body).toContain(large().content);
});

describe('a batch that is being compressed', () => {
  it('leaves', async () => {
    const fetched = vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(new Response('{"accepted":1,"refused":[]}'));
    const sender = createSender('https://intake.test');
    expect(await sender.send(large())).toEqual({ is: 'accepted', refused: [] });
    expect(fetched.mock.calls[0]?.[0]).toBe('https://intake.test/v1/events?encoding=gzip');
  });

  it('does not leave once consent is withdrawn', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    const batch = large();
    const outcome = createSender('https://intake.test').send(batch);
    batch.isForgotten = true;
    expect(await outcome).toEqual({ is: 'forgotten' });
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe('what somebody else answers in the place of the intake', () => {
  const outcomeOf = (response: Response) => {
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(response);
    return createSender('https://intake.test', { compress: false }).send(large());
  };
  const failed = { is: 'failed', retryAfter: undefined };

  it.each([
    ['the page of a network that wants a sign-in', new Response('<!doctype html><p>Sign in')],
    ['nothing', new Response(null, { status: 204 })],
    ['JSON of another service', new Response('{"ok":true}')],
    ['null', new Response('null')],
    ['a list', new Response('[]')],
    ['half of an answer', new Response('{"accepted":1}')],
    ['a refusal of a proxy', new Response('<h1>403 Forbidden</h1>', { status: 403 })],
    ['a server that is not there', new Response('<h1>404</h1>', { status: 404 })],
  ])('acknowledges nothing: %s', async (_, response) => {
    expect(await outcomeOf(response)).toEqual(failed);
  });

  it('is final where it is a refusal of the intake, or the batch is too large for what is on the way', async () => {
    expect(await outcomeOf(new Response('{"error":"No."}', { status: 403 }))).toEqual({
      is: 'rejected',
      reason: '403 No.',
    });
    expect(await outcomeOf(new Response('<h1>413</h1>', { status: 413 }))).toMatchObject({
      is: 'rejected',
    });
  });

  it('is not followed to where it redirects', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'));
    await createSender('https://intake.test', { compress: false }).send(large());
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ redirect: 'error' });
  });
});
