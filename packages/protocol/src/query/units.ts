import type { Unit } from './fields/field.js';

const FACTORS: Record<Unit, Record<string, number>> = {
  ms: { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000 },
  bytes: { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, KiB: 1_024, MiB: 1_024 ** 2, GiB: 1_024 ** 3 },
  px: { px: 1 },
};

/** The number that a person wrote, in a unit: `1.5s` is 1,500 ms. Without one of its own it is in that unit already. */
export function numberIn(text: string, unit?: Unit): number | undefined {
  const [, digits, suffix] = /^(-?\d{1,20}(?:\.\d{1,20})?)([a-zµA-Z]{0,3})$/.exec(text) ?? [];
  const factor = suffix ? unit && FACTORS[unit][suffix] : 1;
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
