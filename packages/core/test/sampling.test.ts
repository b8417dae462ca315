import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSampled } from '../src/session/sampling.js';
import { uuid } from '../src/uuid.js';

describe('sampling', () => {
  it('takes every session at 100 and none at 0', () => {
    for (const id of [
      '00000000-0000-4000-8000-000000000000',
      '00000000-0000-4000-8000-ffffffffffff',
    ]) {
      expect(isSampled(id, 100)).toBe(true);
      expect(isSampled(id, 0)).toBe(false);
    }
  });

  it('decides by the last eight digits of the id', () => {
    expect(isSampled('00000000-0000-4000-8000-00007fffffff', 50)).toBe(true);
    expect(isSampled('00000000-0000-4000-8000-000080000000', 50)).toBe(false);
  });

  it('takes about the share that was asked for', () => {
    const taken = Array.from({ length: 10_000 }, uuid).filter((id) => isSampled(id, 20)).length;
    // Six standard deviations of a binomial with n = 10,000 and p = 0.2.
    expect(Math.abs(taken - 2_000)).toBeLessThan(240);
  });

  it('takes a share of a share', () => {
    const tenth = '00000000-0000-4000-8000-000019999999';
    expect(isSampled(tenth, 100, 10)).toBe(true);
    expect(isSampled(tenth, 50, 10)).toBe(false);
    expect(isSampled('00000000-0000-4000-8000-00000ccccccc', 50, 10)).toBe(true);
  });

  it('is what docs/sampling.md tells back ends, vector by vector', () => {
    const page = readFileSync(new URL('../../../docs/sampling.md', import.meta.url), 'utf8');
    const vectors = Array.from(
      page.matchAll(/^\| `([\da-f-]{36})` +\| ([\d.]+) +\| (yes|no) +\|$/gm),
    );
    expect(vectors).toHaveLength(9);
    for (const [, id = '', rate, collected] of vectors) {
      expect([id, rate, isSampled(id, Number(rate)) ? 'yes' : 'no']).toEqual([id, rate, collected]);
    }
  });
});
