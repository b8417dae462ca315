import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment } from '@firsthand/protocol/query';
import type { AcceptedSegment } from '../store/segment-row.js';
import { addActions } from './actions.js';
import { PAGES, type Page } from './data/pages.js';
import { addErrors } from './errors.js';
import { addLongTasks } from './long-tasks.js';
import type { SeedOptions } from './options.js';
import { randomOf, weighted, type Random } from './random.js';
import { replayOf } from './replay.js';
import { addRequests } from './requests.js';
import { planOf, sceneOf, type Plan, type Scene } from './scene.js';
import { deliveriesOf } from './deliveries.js';
import { addVitals } from './vitals.js';
import { beginView, type ViewInProgress } from './view.js';

/** All of one session. */
export interface Visit {
  deliveries: Delivery[];
  /** Pieces of its replay; of most visits none. */
  segments: AcceptedSegment[];
}

/** An event as it arrives: what `toEventRow` takes. */
export interface Delivery {
  event: RumEvent;
  eventId: string;
  enrichment: Enrichment;
  receivedAt: number;
  /** When it arrives: with most, or so much earlier or later that it is another insert's. */
  when: 'before' | 'with' | 'after';
}

/** Events of one slice, some 24 MB of rows: what a thread makes and an insert takes at once. */
const SLICE = 8_000;
/** At least so many, where there are enough events for all threads. */
const MIN_SLICES = 4;
const MIN_SLICE = 2_500;
/** Most views of a visit. */
const MAX_VIEWS = 15;
/** One visit of a hundred, at most so many; events of a visit on average. */
const RECORDED = 0.01;
const MAX_RECORDED = 40;
const EVENTS_PER_VISIT = 42;
/** Share of views, but for the first, that load the document again. */
const RELOADED = 0.06;
/** No visit begins later than so long before the end of the data, in milliseconds. */
const MIN_VISIT = 60_000;

const pages = new Map(PAGES.map((page) => [page.name, page]));
const entries = weighted(PAGES, ({ entry }) => entry);

/** Into how many slices data falls, each of the time that follows that of the one before. */
export function slicesOf({ events }: Pick<SeedOptions, 'events'>): number {
  const size = Math.min(SLICE, Math.max(MIN_SLICE, events / MIN_SLICES));
  return Math.max(1, Math.ceil(events / size));
}

/** All visits; no more is made than is taken. */
export function* visits(options: SeedOptions): Generator<Visit> {
  for (let slice = 0; slice < slicesOf(options); slice += 1) yield* visitsOf(options, slice);
}

/** The visits of a slice, in no order. */
export function* visitsOf(options: SeedOptions, slice: number): Generator<Visit> {
  const slices = slicesOf(options);
  const plan = planOf(options);
  const random = randomOf(options.seed, slice, slices);
  const recorded = recordedOf(options, slice);
  const due = Math.round((options.events * (slice + 1)) / slices);
  let written = Math.round((options.events * slice) / slices);
  for (let number = 0; written < due; number += 1) {
    const at = plan.rhythm.timeOf((slice + random.next()) / slices);
    const visit = visitAt(plan, random, {
      at: Math.min(at, options.until - MIN_VISIT),
      isRecorded: number < recorded,
    });
    written += visit.deliveries.length;
    yield visit;
  }
}

/** How many visits of a slice are recorded. */
function recordedOf(options: SeedOptions, slice: number): number {
  const visits = (options.events / EVENTS_PER_VISIT) * RECORDED;
  const all = Math.min(MAX_RECORDED, Math.ceil(visits));
  const upTo = (end: number) => Math.floor((all * end) / slicesOf(options));
  return upTo(slice + 1) - upTo(slice);
}

function visitAt(
  plan: Plan,
  random: Random,
  beginning: { at: number; isRecorded: boolean },
): Visit {
  const scene = sceneOf(plan, random, beginning);
  const views = viewsOf(scene, beginning.at);
  return {
    deliveries: views.flatMap(deliveriesOf),
    segments: beginning.isRecorded ? replayOf(views) : [],
  };
}

/** From page to page, until the visitor leaves. */
function viewsOf(scene: Scene, begin: number): ViewInProgress[] {
  const { random } = scene;
  const views: ViewInProgress[] = [];
  let page: Page | undefined = random.pickWeighted(entries);
  let startedAt = begin;
  let referrer = random.pick(['', 'https://www.google.com/', 'https://news.example/', '']);
  while (page && views.length < MAX_VIEWS && startedAt <= scene.until - MIN_VISIT) {
    const isInitial = !views.length || random.chance(RELOADED);
    const view = beginView(scene, page, { isInitial, startedAt, referrer });
    fill(view);
    views.push(view);
    startedAt += view.stay + random.between(5, 60);
    referrer = view.reference.url;
    page = nextOf(page, random.next() * 100);
  }
  return views;
}

function nextOf({ next }: Page, chance: number): Page | undefined {
  let left = chance;
  for (const [name, share] of next) {
    left -= share;
    if (left < 0) return pages.get(name);
  }
  return undefined;
}

function fill(view: ViewInProgress): void {
  addRequests(view);
  addActions(view);
  addLongTasks(view);
  addErrors(view);
  addVitals(view);
}
