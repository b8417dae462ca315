import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/scrub/scrubber.js';
import { around, canaries } from './canaries.js';

const scrubbers = [
  createScrubber(),
  createScrubber({ queryAllowlist: ['a', 'q'], keepFragment: true, idSegments: true }),
];
/** Pieces of what the patterns look for, so that texts come near to them. */
const piece = fc.oneof(
  ...Object.values(canaries),
  fc.constantFrom(
    ...'https:// blob: data: // / ? # & a= q= @ : . % %40 < > " \\ ( ) + - 1 4111 06'.split(' '),
    ' ',
    'token',
    'password',
    'Bearer ',
    'eyJ',
  ),
  fc.string({ maxLength: 5, unit: 'binary' }),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe('whatever a text holds', () => {
  it.each(['text', 'url'] as const)('scrubbing it as %s once is as good as twice', (kind) => {
    fc.assert(
      fc.property(text, fc.constantFrom(...scrubbers), (given, scrubber) => {
        const once = scrubber[kind](given);
        expect(scrubber[kind](once)).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(Object.entries(canaries))('no %s leaves in it', (_, canary) => {
    fc.assert(
      fc.property(canary, around, around, (secret, before, after) => {
        const scrubbed = createScrubber().text(`of${before}${secret}${after}it`);
        expect(scrubbed).not.toContain(secret.replace(/^password=|^Bearer /, ''));
        expect(scrubbed).toMatch(/<\w+>/);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(Object.entries(canaries))('no %s leaves in any part of a URL', (_, canary) => {
    fc.assert(
      fc.property(canary, fc.constantFrom(...scrubbers), (secret, { url }) => {
        const written = encodeURIComponent(secret);
        const scrubbed = url(
          `https://${written}@a.test/u/${written}/x?q=${written}&b=${written}#${written}`,
        );
        expect(scrubbed).not.toContain(written);
        expect(scrubbed).not.toContain(secret.replace(/^password=|^Bearer /, ''));
      }),
      { numRuns: 2_000 },
    );
  });
});
