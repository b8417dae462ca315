import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import type { Bundle } from '../bundle.ts';
import { completeness, HAPPENED } from '../facts.ts';
import type { Part } from '../part.ts';
import type { Fact, Kind } from '../peer.ts';
import { floors, nameOf, type Candidate } from '../peers.ts';
import { inRounds, type Measured } from '../rounds.ts';
import { figure } from '../statistics.ts';
import { kilobytes, spread, table } from '../table.ts';
import type { Cost } from '../travel.ts';
import { bundlesOf, candidatesOf, visit } from '../visit.ts';

/** One journey of one candidate. */
interface Journey extends Cost {
  requests: number;
  preflights: number;
  /** Bytes of request bodies, as they were sent. */
  sent: number;
  /** The same, were those compressed that are not. */
  compressed: number;
  facts: Fact[];
}

/** What a visit costs the page, and how much of it arrives. */
export const journey: Part = {
  name: 'journey',
  rounds: 5,
  async run({ browser, sdks, rounds }) {
    const candidates = amidPages(candidatesOf(sdks));
    const bundles = await bundlesOf(candidates);
    const measured = await inRounds(candidates, rounds, (candidate) =>
      go(browser, { candidate, files: bundles.get(candidate) as Bundle }),
    );
    const pages = measured.filter(isPage);
    const others = measured.filter((one) => !isPage(one));
    return [costs(pages, others, rounds), arrivals(others)].join('\n\n');
  },
};

/** All differences are to the page without an SDK: it is measured before, amid and after the others. */
function amidPages(candidates: readonly Candidate[]): Candidate[] {
  const page: Candidate = { peer: floors.none, replay: false };
  const others = candidates.filter(({ peer }) => peer !== page.peer);
  const middle = others.length >> 1;
  return [page, ...others.slice(0, middle), { ...page }, ...others.slice(middle), { ...page }];
}

function isPage({ candidate }: Measured<Journey>): boolean {
  return candidate.peer === floors.none;
}

async function go(
  browser: Browser,
  { candidate: { peer }, files }: { candidate: Candidate; files: Bundle },
): Promise<Journey> {
  const { cost, posts, preflights } = await visit(browser, { peer, files });
  const sum = (weigh: (body: Buffer) => number) =>
    posts.reduce((total, { body }) => total + weigh(body), 0);
  return {
    ...cost,
    requests: posts.length,
    preflights,
    sent: sum((body) => body.length),
    compressed: sum((body) => Math.min(body.length, gzipSync(body).length)),
    facts: peer.read(posts),
  };
}

function costs(
  pages: readonly Measured<Journey>[],
  others: readonly Measured<Journey>[],
  rounds: number,
): string {
  const total = ({ load, journey: rest }: Cost) => load + rest;
  const ofPage = (part: (cost: Journey) => number, round: number) =>
    figure(pages.map(({ results }) => part(results[round] as Journey))).median;
  const over = (results: Journey[], part: (cost: Journey) => number) =>
    // Within a round, the machine was in the same mood.
    figure(results.map((result, round) => part(result) - ofPage(part, round)));
  const alone = (part: (cost: Journey) => number) =>
    spread(figure(pages.flatMap(({ results }) => results.map(part))));
  const median = (results: Journey[], part: (cost: Journey) => number) =>
    figure(results.map(part)).median;
  const row = ({ candidate, results }: Measured<Journey>) => [
    nameOf(candidate),
    spread(over(results, ({ load }) => load)),
    spread(over(results, total)),
    `${median(results, ({ requests }) => requests)} (${median(results, ({ preflights }) => preflights)})`,
    kilobytes(median(results, ({ sent }) => sent)),
    kilobytes(median(results, ({ compressed }) => compressed)),
    kilobytes(over(results, ({ heap }) => heap).median),
    spread(figure(results.map(({ slowest }) => slowest))),
  ];
  const head = [
    '',
    'load, ms',
    'all, ms',
    'requests (preflights)',
    'sent, KB',
    'gzipped, KB',
    'heap, KB',
    'slowest interaction, ms',
  ];
  const plain = others.filter(({ candidate }) => !candidate.replay);
  const recording = others.filter(({ candidate }) => candidate.replay);
  const recordingOf = (
    { candidate, results }: Measured<Journey>,
    part: (cost: Journey) => number,
  ) => {
    const without = plain.find((other) => other.candidate.peer === candidate.peer);
    if (!without) return over(results, part);
    return figure(
      results.map((result, round) => part(result) - part(without.results[round] as Journey)),
    );
  };
  const bare = recording.find(
    ({ candidate }) => candidate.peer === floors.rrweb,
  ) as Measured<Journey>;
  const rrweb = {
    all: over(bare.results, total).median,
    heap: over(bare.results, ({ heap }) => heap).median,
  };
  const times = (one: number, other: number) => `${(one / other).toFixed(2)} ×`;
  return `## Journey: what it costs

6 views by route changes, 50 clicks, 60 requests (40 fetch, 20 XHR), 100 pictures, 7 errors, a long task, 200 renderings of a
list of 20 rows, typing, and a click right before the page is left: by the browser's own input, the same each time.
Milliseconds of the page's main thread's CPU (\`ThreadTime\` of the DevTools protocol) *over the page without an SDK*, the median of three
in the same round; alone it takes ${alone(total)} ms: for the load and 3 s after it, and for all of it, leaving included. Bytes are
request bodies as the intake got them; *gzipped* is what they would be, were those compressed that are not. The heap is what is in use
before leaving, after garbage collection, over the page without an SDK. The slowest interaction is the longest of the clicks
and keys until the next paint, as the browser times it (Event Timing, in steps of 8 ms, time and not CPU time); on the page
without an SDK it takes ${alone(({ slowest }) => slowest)} ms. Median (smallest … largest) of ${rounds} rounds.

${table(head, plain.map(row))}

With sessions recorded, and what of it is the recording's: over the same SDK without it in the same round. In terms of bare rrweb
\`record()\` first all that is over the page without an SDK, then the recording's part:

${table(
  [
    ...head,
    'all, of bare rrweb',
    'recording, ms',
    'of bare rrweb',
    'recording, heap, KB',
    'of bare rrweb',
  ],
  recording.map((one) => [
    ...row(one),
    times(over(one.results, total).median, rrweb.all),
    spread(recordingOf(one, total)),
    times(recordingOf(one, total).median, rrweb.all),
    kilobytes(recordingOf(one, ({ heap }) => heap).median),
    times(recordingOf(one, ({ heap }) => heap).median, rrweb.heap),
  ]),
)}`;
}

function arrivals(measured: readonly Measured<Journey>[]): string {
  const kinds = Object.keys(HAPPENED) as Kind[];
  const { none, webVitals, rrweb } = floors;
  const read = measured.filter(
    ({ candidate }) => ![none, webVitals, rrweb].includes(candidate.peer),
  );
  const cell = ({ candidate: { peer }, results }: Measured<Journey>, kind: Kind) => {
    const all = results.map(({ facts }) => completeness(peer, kind, facts));
    const arrived = figure(all.map((one) => one?.arrived ?? NaN));
    const twice = Math.max(...all.map((one) => one?.twice ?? 0));
    if (!all[0]) return 'does not collect';
    const range = arrived.min === arrived.max ? `${arrived.max}` : `${arrived.min}–${arrived.max}`;
    return twice ? `${range}, ${twice} twice` : range;
  };
  const notes = read.flatMap(({ candidate: { peer, replay } }) =>
    peer.notes && !replay ? [`- ${peer.name}: ${peer.notes}`] : [],
  );
  return `## Journey: what arrives

Of each kind, how many of the facts of the journey were in what the intake got, and whether any was there more than once; a
range where rounds differ. Vitals are LCP, INP, CLS, FCP and TTFB.

${table(
  ['', ...kinds.map((kind) => `${kind} (${HAPPENED[kind]?.length})`)],
  read.map((one) => [nameOf(one.candidate), ...kinds.map((kind) => cell(one, kind))]),
)}

${notes.join('\n')}`;
}
