import type { Browser } from 'playwright';
import { inTab } from './browser.ts';
import { bundle, type Bundle } from './bundle.ts';
import { serveIntake } from './intake.ts';
import { floors, type Candidate } from './peers.ts';
import { serveSite } from './site.ts';
import { travel, type Cost, type TravelOptions } from './travel.ts';
import type { Peer, Post } from './peer.ts';

/** How long an intake is quiet when all has arrived, in milliseconds. */
const SILENCE = 3_000;

/** A journey with one candidate in the pages. */
export interface Visit {
  cost: Cost;
  posts: readonly Post[];
  preflights: number;
}

/** Goes the journey, and waits until all has arrived. */
export async function visit(
  browser: Browser,
  { peer, files }: { peer: Peer; files: Bundle },
  options?: TravelOptions,
): Promise<Visit> {
  const intake = await serveIntake(peer);
  const site = await serveSite({ bundle: files, intake: intake.url });
  const cost = await inTab(browser, async (tab) => {
    const spent = await travel(tab, site.url, options);
    await intake.quiet(SILENCE);
    return spent;
  });
  site.close();
  intake.close();
  return { cost, posts: intake.posts, preflights: intake.preflights };
}

/** All that can be on a journey: the page alone first, then SDKs and floors, then those that record. */
export function candidatesOf(sdks: readonly Peer[]): Candidate[] {
  const plain = [floors.none, floors.webVitals, ...sdks];
  const recording = [floors.rrweb, ...sdks.filter(({ hasReplay }) => hasReplay)];
  return [
    ...plain.map((peer): Candidate => ({ peer, replay: false })),
    ...recording.map((peer): Candidate => ({ peer, replay: true })),
  ];
}

/** The files of each. */
export async function bundlesOf(candidates: readonly Candidate[]): Promise<Map<Candidate, Bundle>> {
  const bundles = new Map<Candidate, Bundle>();
  for (const candidate of candidates)
    bundles.set(candidate, await bundle(candidate.peer, { replay: candidate.replay }));
  return bundles;
}
