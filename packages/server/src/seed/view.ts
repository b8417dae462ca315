import type { Events, RumEvent } from '@firsthand/protocol';
import { SEARCHES } from './data/people.js';
import type { Page, PageName } from './data/pages.js';
import type { Scene } from './scene.js';

/** A view while its events are made. */
export interface ViewInProgress {
  scene: Scene;
  page: Page;
  /** Whether a document is loaded for it; else the page changes its route. */
  isInitial: boolean;
  /** Milliseconds since the Unix epoch, by a right clock; of all others, since the view's start. */
  startedAt: number;
  stay: number;
  speed: Speed;
  reference: Pick<Events['view']['view'], 'id' | 'url' | 'name' | 'referrer'>;
  context: Record<string, unknown>;
  entries: Entry[];
}

/** An event within a view. */
interface Entry {
  at: number;
  event: Within;
}

export type Within = Exclude<RumEvent, { type: 'view' | 'telemetry' }>;

/** When what was there, in milliseconds since the view's start. */
interface Speed {
  firstByte: number;
  fcp: number;
  lcp: number;
  interactive: number;
  contentLoaded: number;
  complete: number;
  /** When the page was quiet. */
  loaded: number;
}

/** Most that a view lasts, in milliseconds. */
const MAX_STAY = 12 * 60_000;
/** So long before the end of the data nothing happens any more, in milliseconds. */
const LAST_MOMENTS = 5_000;

interface Arrival {
  isInitial: boolean;
  startedAt: number;
  referrer?: string;
}

export function beginView(scene: Scene, page: Page, arrival: Arrival): ViewInProgress {
  const { random } = scene;
  const speed = speedOf(scene, arrival.isInitial);
  const stay = Math.max(speed.loaded + 400, random.logNormal(page.stay * 1_000, 0.8));
  return {
    scene,
    page,
    isInitial: arrival.isInitial,
    startedAt: arrival.startedAt,
    stay: Math.floor(Math.min(stay, MAX_STAY, scene.until - LAST_MOMENTS - arrival.startedAt)),
    speed,
    reference: {
      id: random.uuid(),
      url: `${scene.origin}${pathOf(page.name, scene)}`,
      name: page.name,
      ...(arrival.referrer && { referrer: arrival.referrer }),
    },
    context: contextOf(scene),
    entries: [],
  };
}

/** Adds an event; it happens while the view lasts. */
export function add<Type extends Within['type']>(
  view: ViewInProgress,
  at: number,
  data: Data<Type>,
): void {
  const { scene, reference, context } = view;
  const moment = Math.floor(Math.min(at, view.stay));
  const event = {
    date: Math.floor(view.startedAt) + moment - scene.skew,
    ...scene.shared,
    view: reference,
    context,
    ...data,
  };
  view.entries.push({ at: moment, event: event as unknown as Within });
}

/** What an event of a type says that others do not. */
type Data<Type extends Within['type']> = Type extends Within['type']
  ? Omit<Extract<Within, { type: Type }>, keyof Scene['shared'] | 'date' | 'view' | 'context'> &
      Partial<Pick<Events['view'], 'feature_flags' | 'context'>>
  : never;

/** Global attributes, as they are at a time. */
function contextOf({ visitor, cart, flags }: Scene): Record<string, unknown> {
  return {
    plan: visitor.plan,
    cart_value: cart.value,
    experiments: { checkout: flags['new_checkout'] ? 'b' : 'a' },
  };
}

function pathOf(name: PageName, { random }: Scene): string {
  if (name === '/search') {
    return `/search?q=${encodeURIComponent(random.pick(SEARCHES))}`;
  }
  const isOrder = name.startsWith('/account');
  const id = isOrder ? random.integer(100_000, 999_999) : productOf(random.next());
  return name.replace('?', String(id));
}

/** Some products are looked at by many. */
function productOf(chance: number): number {
  return 1000 + Math.floor(600 * chance ** 3);
}

function speedOf({ random, network, processor }: Scene, isInitial: boolean): Speed {
  const both = (network + processor) / 2;
  const firstByte = isInitial ? random.logNormal(170 * network, 0.45) : 0;
  const fcp = firstByte + random.logNormal(420 * both, 0.4);
  const lcp = fcp + random.logNormal(480 * both, 0.6);
  const interactive = firstByte + random.logNormal(260 * both, 0.4);
  const contentLoaded = interactive + random.logNormal(110 * processor, 0.5);
  const complete = Math.max(contentLoaded, lcp) + random.logNormal(220 * network, 0.6);
  const loaded = isInitial
    ? complete + random.logNormal(150 * both, 0.6)
    : random.logNormal(380 * both, 0.55);
  return { firstByte, fcp, lcp, interactive, contentLoaded, complete, loaded };
}
