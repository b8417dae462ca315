/** How far back the figures reach. A range moves with the clock. */
export const RANGES = {
  '15m': { label: 'Last 15 minutes', milliseconds: 15 * 60_000 },
  '1h': { label: 'Last hour', milliseconds: 60 * 60_000 },
  '24h': { label: 'Last 24 hours', milliseconds: 24 * 60 * 60_000 },
  '7d': { label: 'Last 7 days', milliseconds: 7 * 24 * 60 * 60_000 },
  '30d': { label: 'Last 30 days', milliseconds: 30 * 24 * 60 * 60_000 },
} as const;

export type Range = keyof typeof RANGES;

/** What a page is about, kept in its address so that it can be shared. */
export interface Search {
  application?: string;
  env?: string;
  version?: string;
  range?: Range;
}

/** Reads the address; what is not valid is left out. */
export function validateSearch(raw: Record<string, unknown>): Search {
  const { application, env, version, range } = raw;
  return {
    ...(isText(application) && /^\w{1,48}$/.test(application) && { application }),
    ...(isText(env) && { env }),
    ...(isText(version) && { version }),
    ...(isText(range) && Object.hasOwn(RANGES, range) && { range: range as Range }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
