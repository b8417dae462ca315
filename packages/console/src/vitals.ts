export type Vital = 'lcp' | 'inp' | 'cls';
export type Rating = 'good' | 'needs improvement' | 'poor';

/** Upper bounds of good and of needs improvement: https://web.dev/articles/vitals#core-web-vitals */
const THRESHOLDS: Record<Vital, [number, number]> = {
  lcp: [2_500, 4_000],
  inp: [200, 500],
  cls: [0.1, 0.25],
};

/** @param value milliseconds; for CLS the score */
export function rate(vital: Vital, value: number): Rating {
  const [good, poor] = THRESHOLDS[vital];
  return value <= good ? 'good' : value <= poor ? 'needs improvement' : 'poor';
}

export const RATING_COLORS: Record<Rating, string> = {
  good: 'teal',
  'needs improvement': 'yellow',
  poor: 'red',
};
