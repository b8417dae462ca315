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
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{"refused":[]}'));
  await createSender('https://intake.test', { compress: false }).send(large());
  const [url, request] = fetched.mock.calls[0] ?? [];
  expect(url).toBe('https://intake.test/v1/events');
  expect(request?.body).toContain(large().content);
});

describe('a batch that is being compressed', () => {
  it('leaves', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{"refused":[]}'));
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
