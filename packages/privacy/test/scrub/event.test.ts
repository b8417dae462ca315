import { eventSchemas, type RumEvent } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { createEventScrubber } from '../../src/scrub/scrub-event.js';

const scrub = createEventScrubber();
const CANARY = 'canary@secret.test';

interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
}

/** A value of a schema with the canary in every text, and as every key, that the schema leaves free. */
function plant(schema: Schema): unknown {
  if (schema.anyOf) return schema.anyOf.map(plant)[1];
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [key, plant(value)]),
    );
  }
  if (schema.patternProperties) {
    return Object.fromEntries(
      Object.values(schema.patternProperties).map((value) => [CANARY, plant(value)]),
    );
  }
  if (schema.items) return [plant(schema.items)];
  if (schema.enum) return schema.enum[0];
  if (schema.const) return schema.const;
  if (schema.type === 'string') return schema.pattern ? 'app' : CANARY;
  return schema.type ? 1_000_000_000_000_003 : { [CANARY]: [CANARY] };
}

function pathsOfCanary(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes(CANARY) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.includes(CANARY) ? [`${path}.key`] : []),
    ...pathsOfCanary(inner, Array.isArray(value) ? path : `${path}.${key}`),
  ]);
}

describe.each(Object.entries(eventSchemas))('of a %s event', (_, schema) => {
  const planted = plant(schema as Schema) as RumEvent;

  it('nothing but ids, and what says who someone is, leaves as it was', () => {
    expect(pathsOfCanary(planted).length).toBeGreaterThan(20);
    const left = pathsOfCanary(scrub(planted));
    expect(left.filter((path) => !/\.id$|^\._dd\.(?:trace|span)_id$/.test(path))).toEqual([
      '.usr.name',
      '.usr.email',
      '.usr.anonymous_id',
      '.account.name',
    ]);
  });

  it('no number, and nothing of the event that was given, is changed', () => {
    const before = structuredClone(planted);
    const scrubbed = scrub(planted);
    expect(planted).toEqual(before);
    expect(JSON.stringify(scrubbed).match(/1000000000000003/g)).toHaveLength(
      JSON.stringify(planted).match(/1000000000000003/g)?.length ?? 0,
    );
  });

  it('scrubbing it twice changes nothing', () => {
    expect(scrub(scrub(planted))).toEqual(scrub(planted));
  });
});

const given = {
  type: 'action',
  view: { id: 'v', url: '/x?q' },
  usr: { id: 'jane@a.test', email: 'jane@a.test', plan: 'of jane@a.test' },
  context: {
    to: ['jane@a.test', { card: 4_111_111_111_111_111, at: 1_700_000_000_000 }],
    password: { of: 'x', pin: 1234 },
    authToken: 'x',
    'jane@a.test': true,
    url: 'https://a.test/?q=1',
  },
} as unknown as RumEvent;

describe('what the page gave on purpose', () => {
  it('is scrubbed by shape and by name, but for who someone is', () => {
    expect(scrub(given)).toMatchObject({
      usr: { id: 'jane@a.test', email: 'jane@a.test', plan: 'of <email>' },
      context: {
        to: ['<email>', { card: '<card>', at: 1_700_000_000_000 }],
        password: { of: '<secret>', pin: '<secret>' },
        authToken: '<secret>',
        '<email>': true,
        url: 'https://a.test/',
      },
    });
  });

  it('stays as it is where that is asked for', () => {
    const { context, usr, view } = createEventScrubber({ context: false })(given);
    expect({ context, usr }).toEqual({ context: given.context, usr: given.usr });
    expect(view.url).toBe('/x');
  });
});
