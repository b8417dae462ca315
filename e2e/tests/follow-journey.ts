import { storedBy } from '../stored.js';
import { compareVisits, type Compare } from '../vitals/compare.js';
import { sightsOf } from '../vitals/differences.js';
import type { Journey } from '../vitals/journey.js';
import type { LoadReport } from '../vitals/vitals.js';
import { serveVitals } from '../vitals/vitals-site.js';
import { expect } from './fixtures.js';
import type { StrangeWorld } from './strange-site.js';

/** Each is of an application of its own. */
let followed = 0;

/** Goes on a journey on a site of its own, and compares what was stored with what was said of it. @returns that */
export async function followJourney(
  journey: Journey,
  { server }: StrangeWorld,
  go: (site: string) => unknown,
  compare: Compare = compareVisits,
): Promise<LoadReport[]> {
  const applicationId = `vitals_${(followed += 1)}`;
  const site = await serveVitals(journey, { applicationId, endpoint: `${server.url}/rum` });
  await go(site.url);
  const stored = storedBy(server.url, applicationId);
  await expect(async () => {
    const views = (await stored.ofType('view')).toSorted((one, other) => one.date - other.date);
    const loads = site.loads();
    expect({
      lastState: views.at(-1)?._dd.page_states?.at(-1)?.state,
      sees: sightsOf(journey.sees ?? {}, loads.at(-1)?.visits.at(-1)?.vitals ?? {}),
      differences: compare(journey, views, loads),
    }).toEqual({
      lastState: expect.stringMatching(/frozen|terminated|hidden/),
      sees: journey.sees ?? {},
      differences: [],
    });
  }).toPass({ timeout: 10_000, intervals: [50, 100, 200] });
  site.close();
  return site.loads();
}

/** All of them with `pnpm vitals`, else one in twelve. */
export const inShort = <T>(all: readonly T[]): readonly T[] =>
  process.env['FIRSTHAND_VITALS'] ? all : all.filter((_, n) => n % 12 === 0);
