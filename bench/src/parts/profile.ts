import { INTAKE_HOST } from '../browser.ts';
import type { Bundle } from '../bundle.ts';
import type { Part } from '../part.ts';
import { floors, nameOf, type Candidate } from '../peers.ts';
import { inRounds } from '../rounds.ts';
import { figure } from '../statistics.ts';
import { spread, table } from '../table.ts';
import type { Profile } from '../travel.ts';
import { bundlesOf, candidatesOf, visit } from '../visit.ts';

/** How much of the journey is spent in each SDK's own code. */
export const profile: Part = {
  name: 'profile',
  rounds: 2,
  async run({ browser, sdks, rounds }) {
    const candidates = candidatesOf(sdks).filter(({ peer }) => peer !== floors.none);
    const bundles = await bundlesOf(candidates);
    const measured = await inRounds(candidates, rounds, async (candidate) => {
      const files = bundles.get(candidate) as Bundle;
      const { cost } = await visit(browser, { peer: candidate.peer, files }, { isProfiled: true });
      return ownMilliseconds(cost.profile as Profile);
    });
    const rows = measured.map(({ candidate, results }) => ({ candidate, own: figure(results) }));
    const part = (isRecording: boolean) =>
      rows.filter(({ candidate }) => candidate.replay === isRecording);
    const medianOf = (peer: Candidate['peer'], replay: boolean) =>
      rows.find(({ candidate }) => candidate.peer === peer && candidate.replay === replay)?.own
        .median ?? 0;
    return `## Journey: in the SDK's own code

Milliseconds of the same journey, leaving not included, in which the innermost script on the main thread's stack was the SDK's:
V8's sampling profiler looks every 0.2 ms. It tells less than the CPU time above, since what the browser does because of
an SDK is not in it, garbage collection for instance, but it is not the difference of two large figures of a shared machine either. Of a
call that an SDK has patched, such as the page's \`fetch\`, what the browser does in it counts as the SDK's. The profiler slows all
of them down. Median (smallest … largest) of ${rounds} rounds.

${table(
  ['', 'ms'],
  part(false).map(({ candidate, own }) => [nameOf(candidate), spread(own)]),
)}

With sessions recorded:

${table(
  ['', 'ms', 'over the same without', 'of bare rrweb'],
  part(true).map(({ candidate: { peer, replay }, own }) => {
    const more = own.median - medianOf(peer, false);
    return [
      nameOf({ peer, replay }),
      spread(own),
      more.toFixed(0),
      `${(more / medianOf(floors.rrweb, true)).toFixed(2)} ×`,
    ];
  }),
)}`;
  },
};

/** Milliseconds in which the innermost script on the stack was the SDK's. What is built into V8 is no script. */
function ownMilliseconds({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isOwnById = new Map<number, boolean>();
  const isOwn = (id: number | undefined): boolean => {
    const frame = byId.get(id ?? NaN)?.callFrame;
    if (id === undefined || !frame) return false;
    const known =
      isOwnById.get(id) ?? (frame.scriptId === '0' ? isOwn(parents.get(id)) : isOfSdk(frame.url));
    isOwnById.set(id, known);
    return known;
  };
  const own = samples.reduce(
    // A delta is the time since the sample before.
    (sum, id, index) => sum + (isOwn(id) ? (timeDeltas[index + 1] ?? 0) : 0),
    0,
  );
  return own / 1_000;
}

/** The site has SDKs in a folder, and what they load from their vendors' hosts comes from the intake. */
function isOfSdk(url: string): boolean {
  if (!url) return false;
  const { hostname, pathname } = new URL(url);
  return hostname === INTAKE_HOST || pathname.startsWith('/sdk/');
}
