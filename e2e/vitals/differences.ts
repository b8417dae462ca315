import type { Sight } from './journey.js';
import { VITAL_NAMES, type Vital, type VitalName, type Vitals } from './vitals.js';

/** One frame, in milliseconds. */
const FRAME = 17;

const TOLERANCE: Record<VitalName, { value: number; part: number }> = {
  TTFB: { value: 2, part: 0 },
  FCP: { value: 2, part: 0 },
  LCP: { value: 2, part: 2 },
  CLS: { value: 0.0001, part: 0 },
  // Browsers round its duration to as much.
  INP: { value: 8, part: FRAME },
};

/** Of a page that comes back, each asks the clock for itself when it was painted. */
const RESTORED_TOLERANCE = {
  ...TOLERANCE,
  FCP: { value: FRAME, part: 0 },
  LCP: { value: FRAME, part: FRAME },
};

/** In which of a visit's vitals we differ from what is expected, with both. */
export function differences(
  ours: Vitals,
  expected: Vitals,
  { ignored = [], isRestored = false }: { ignored?: readonly VitalName[]; isRestored?: boolean },
): string[] {
  const tolerance = isRestored ? RESTORED_TOLERANCE : TOLERANCE;
  return VITAL_NAMES.filter(
    (name) => !ignored.includes(name) && !isAlike(ours[name], expected[name], tolerance[name]),
  ).map((name) => `${name}: ours ${written(ours[name])}, expected ${written(expected[name])}`);
}

function isAlike(
  ours: Vital | undefined,
  expected: Vital | undefined,
  { value, part }: { value: number; part: number },
): boolean {
  if (!ours || !expected) return ours === expected;
  return (
    Math.abs(ours.value - expected.value) <= value &&
    ours.target === expected.target &&
    ours.parts?.length === expected.parts?.length &&
    (ours.parts ?? []).every((own, index) => {
      const other = expected.parts?.[index] ?? NaN;
      return Math.abs(own - other) <= part;
    })
  );
}

function written(vital: Vital | undefined): string {
  if (!vital) return 'none';
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  const { value, target = '', parts } = vital;
  return `${round(value)} ${target} ${parts ? `[${parts.map(round).join(', ')}]` : ''}`.trimEnd();
}

/** What a journey is to see, where that is so; else what it saw. */
export function sightsOf(
  sees: Partial<Record<VitalName, Sight>>,
  vitals: Vitals,
): Partial<Record<VitalName, Sight | string>> {
  return Object.fromEntries(
    Object.entries(sees).map(([name, sight]) => {
      const vital = vitals[name as VitalName];
      return [name, isSeen(vital, sight) ? sight : written(vital)];
    }),
  );
}

function isSeen(vital: Vital | undefined, sight: Sight): boolean {
  if (!vital || sight === null) return !vital && sight === null;
  if (typeof sight === 'string') return vital.target === sight;
  const [atLeast, atMost] = sight;
  return vital.value >= atLeast && vital.value <= atMost;
}
