import { comesTrue } from '@firsthand/testing';
import { expect, it, vi } from 'vitest';
import { useVisits } from './visit.js';

const { start } = useVisits();

it('an address that no request can have is said, of each list', async () => {
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
  start({
    allowedTracingUrls: ['/api/', 'api.example.com', { match: 'https://*.example.com' }],
    excludedActivityUrls: ['localhost:8080', /poll/],
  });
  await comesTrue(async () => expect(said).toHaveBeenCalledTimes(3));
  expect(
    said.mock.calls.map(([text, address]) => [/of (\w+);/.exec(String(text))?.[1], address]),
  ).toEqual([
    ['allowedTracingUrls', 'api.example.com'],
    ['allowedTracingUrls', { match: 'https://*.example.com' }],
    ['excludedActivityUrls', 'localhost:8080'],
  ]);
});
