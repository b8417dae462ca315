import type { Browser } from 'playwright';
import { inTab } from '../browser.ts';
import { bundle, type Bundle } from '../bundle.ts';
import { serveIntake } from '../intake.ts';
import { floors, nameOf, type Candidate } from '../peers.ts';
import { inRounds } from '../rounds.ts';
import { serveSite } from '../site.ts';
import { figure, type Figure } from '../statistics.ts';
import { spread, table } from '../table.ts';
import type { Part } from '../part.ts';

const THROTTLE = 4;

/** Milliseconds of CPU. */
interface Evaluated {
  /** Of the main thread: compiled, if that was not done before, and run. */
  main: number;
  /** Of another thread: compiled while the file was loaded. */
  background: number;
}

interface StartUp {
  full: Evaluated;
  throttled: Evaluated;
}

/** What a page waits for when it loads an SDK as a synchronous script. */
export const startup: Part = {
  name: 'startup',
  rounds: 15,
  async run({ browser, sdks, rounds }) {
    const candidates = [floors.webVitals, ...sdks].map((peer): Candidate => ({
      peer,
      replay: false,
    }));
    const bundles = new Map<Candidate, Bundle>();
    for (const candidate of candidates)
      bundles.set(candidate, await bundle(candidate.peer, { form: 'script' }));
    const measured = await inRounds(candidates, rounds, async (candidate): Promise<StartUp> => {
      const files = bundles.get(candidate) as Bundle;
      const run = (rate: number) => evaluate({ browser, candidate, files, rate });
      return { full: await run(1), throttled: await run(THROTTLE) };
    });
    const figures = measured.map(({ candidate, results }) => ({
      name: nameOf(candidate),
      full: figure(results.map(({ full }) => full.main)),
      throttled: figure(results.map(({ throttled }) => throttled.main)),
      background: figure(results.map(({ full }) => full.background)),
    }));
    const ratio = (one: Figure, other?: Figure) =>
      `${(one.median / (other?.median ?? NaN)).toFixed(1)} ×`;
    const [floor] = figures;
    return `## Start-up

Milliseconds of the page's main thread in which the browser compiled and ran the SDK, its \`init\` included: the thread's CPU
time (\`tdur\`) of the trace event \`EvaluateScript\` of a synchronous script in the head, so that other work on the machine does
not count; with the CPU slowed down ${THROTTLE} × by the DevTools protocol, and at its own speed, where figures are steadier. What an
SDK puts off until later, or loads later, is not in here but in the journey. *Off the main thread* is what the browser compiled of the
file while it was loaded, at its own speed. Median (smallest … largest) of ${rounds} rounds.

${table(
  [
    '',
    `ms, ${THROTTLE} × slower`,
    'of bare web-vitals',
    'ms',
    'of bare web-vitals',
    'off the main thread, ms',
  ],
  figures.map(({ name, full, throttled, background }) => [
    name,
    spread(throttled, 1),
    ratio(throttled, floor?.throttled),
    spread(full, 1),
    ratio(full, floor?.full),
    spread(background, 1),
  ]),
)}`;
  },
};

interface Evaluation {
  browser: Browser;
  candidate: Candidate;
  files: Bundle;
  /** How many times slower than it is. */
  rate: number;
}

interface TraceEvent {
  name: string;
  /** CPU time of the thread, in microseconds. */
  tdur?: number;
  args?: { data?: { url?: string } };
}

async function evaluate({
  browser,
  candidate: { peer },
  files,
  rate,
}: Evaluation): Promise<Evaluated> {
  const intake = await serveIntake(peer);
  const site = await serveSite({ bundle: files, intake: intake.url, script: '' });
  const trace = await inTab(browser, async ({ page, cdp }) => {
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    await page.goto(`${site.url}/plain`, { waitUntil: 'load' });
    return browser.stopTracing();
  });
  site.close();
  intake.close();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const event = traceEvents.find(
    ({ name, args }) => name === 'EvaluateScript' && args?.data?.url?.endsWith('/sdk/sdk.js'),
  );
  if (event?.tdur === undefined) throw new Error(`No trace of ${peer.name}'s script.`);
  const background = traceEvents
    .filter((other) => other.name === 'v8.parseOnBackgroundParsing')
    .reduce((sum, { tdur = 0 }) => sum + tdur, 0);
  return { main: event.tdur / 1_000, background: background / 1_000 };
}
