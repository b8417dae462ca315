import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ConfigInput } from '../src/config.js';
import { batch, errorEvent, startServer, temporaryFolder, type Json } from './fixtures.js';

/** What is stored of an event that comes from an address. */
async function storedFrom(
  remoteAddress: string,
  { forwarded, ...config }: ConfigInput & { forwarded?: string } = {},
) {
  const { server, stored } = await startServer(config);
  const { statusCode } = await server.app.inject({
    method: 'POST',
    url: '/rum/v1/events',
    headers: { 'content-type': 'text/plain', ...(forwarded && { 'x-forwarded-for': forwarded }) },
    payload: batch([errorEvent('x')]),
    remoteAddress,
  });
  expect(statusCode).toBe(202);
  const [found] = await stored((events) => events.length === 1);
  const { user_agent: agent, ...enrichment } = (found?.['enrichment'] ?? {}) as Json;
  expect(agent).toMatchObject({ browser: 'Other' });
  return { enrichment, text: JSON.stringify(found) };
}

it.each([
  ['8.8.8.8', 'US'],
  ['::ffff:8.8.8.8', 'US'],
  ['194.25.0.60', 'DE'],
  ['2a01:4f8::1', 'DE'],
])('an event from %s says its country, not its address', async (address, country) => {
  const { enrichment, text } = await storedFrom(address);
  expect(enrichment).toEqual({ geo: { country } });
  expect(text).not.toContain(address.replace('::ffff:', ''));
});

it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.1.1', 'fd00::1', '::ffff:127.0.0.1'])(
  'an event from %s says nothing of where it came from',
  async (address) => {
    expect((await storedFrom(address)).enrichment).toEqual({});
  },
);

it.each([
  ['of anyone who connects, by default', {}, {}],
  ['of a proxy that is trusted', { trustProxy: ['10.0.0.0/8'] }, { geo: { country: 'US' } }],
  ['of another than the trusted one', { trustProxy: ['10.9.9.9'] }, {}],
  ['of anyone, if all are trusted', { trustProxy: true }, { geo: { country: 'US' } }],
])('X-Forwarded-For %s', async (_, config, enrichment) => {
  expect((await storedFrom('10.0.0.1', { ...config, forwarded: '8.8.8.8' })).enrichment).toEqual(
    enrichment,
  );
});

it('keeps the address where the operator asks for it, and looks nothing up where not', async () => {
  const { enrichment } = await storedFrom('8.8.8.8', { geo: { enabled: false, storeIp: true } });
  expect(enrichment).toEqual({ client_ip: '8.8.8.8' });
});

it.each([
  [
    'nested',
    {
      country: { iso_code: 'CH' },
      subdivisions: [{ names: { en: 'Bern' } }],
      city: { names: { en: 'Thun' } },
    },
  ],
  ['flat', { country_code: 'CH', state1: 'Bern', city: 'Thun' }],
])('an operator’s own database (%s) tells region and city too', async (_, place) => {
  const database = join(temporaryFolder(), 'own.mmdb');
  writeFileSync(database, databaseOf(place));
  const { enrichment } = await storedFrom('8.8.8.8', { geo: { database } });
  expect(enrichment).toEqual({ geo: { country: 'CH', region: 'Bern', city: 'Thun' } });
});

it('a database that is not there is told at the start', async () => {
  await expect(startServer({ geo: { database: '/nowhere.mmdb' } })).rejects.toThrow(
    '/nowhere.mmdb',
  );
});

/** A database that says the same of every address. https://maxmind.github.io/MaxMind-DB/ */
function databaseOf(place: Json): Buffer {
  const metadata = {
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: 'test',
    description: {},
    ip_version: 4,
    languages: [],
    node_count: 1,
    record_size: 24,
  };
  // One node, both of whose records point at the first byte of the data: node count + 16 zero bytes.
  const tree = Buffer.from([0, 0, 17, 0, 0, 17]);
  const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);
  return Buffer.concat([tree, Buffer.alloc(16), encode(place), marker, encode(metadata)]);
}

/** Values of fewer than 29 bytes or entries. */
function encode(value: unknown): Buffer {
  if (typeof value === 'number') return Buffer.from([0xc1, value]);
  if (typeof value === 'string')
    return Buffer.concat([Buffer.from([0x40 | Buffer.byteLength(value)]), Buffer.from(value)]);
  if (Array.isArray(value))
    return Buffer.concat([Buffer.from([value.length, 4]), ...value.map(encode)]);
  const entries = Object.entries(value as Json);
  return Buffer.concat([Buffer.from([0xe0 | entries.length]), ...entries.flat().map(encode)]);
}
