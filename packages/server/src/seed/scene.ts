import type { Events } from '@firsthand/protocol';
import type { Enrichment } from '@firsthand/protocol/query';
import { VIEWPORTS, type Browser } from './data/browsers.js';
import { USUAL, type Hardships, type SeedOptions } from './options.js';
import type { Random } from './random.js';
import { releasesOf, type Release } from './releases.js';
import { rhythmOf, type Place, type Rhythm } from './rhythm.js';
import { visitorOf, type Visitor } from './visitor.js';

/** What is the same for all visits. */
export interface Plan {
  options: SeedOptions;
  hardships: Hardships;
  rhythm: Rhythm;
  releaseAt: ReturnType<typeof releasesOf>;
}

export function planOf(options: SeedOptions): Plan {
  return {
    options,
    hardships: { ...USUAL, ...options.hardships },
    rhythm: rhythmOf(options),
    releaseAt: releasesOf(options),
  };
}

type View = Events['view'];
/** What all events of a visit carry alike. */
type Shared = Omit<View, 'type' | 'date' | 'view' | '_dd' | 'context' | 'privacy'>;

/** Who visits, from where, with what: all by which visits differ. */
export interface Scene {
  random: Random;
  hardships: Hardships;
  /** Where data ends, in milliseconds since the Unix epoch. */
  until: number;
  visitor: Visitor;
  release: Release;
  origin: string;
  shared: Shared;
  enrichment: Enrichment;
  /** How far the browser's clock is behind, in milliseconds. */
  skew: number;
  /** How much longer than elsewhere the network takes, and scripts. */
  network: number;
  processor: number;
  flags: Record<string, unknown>;
  /** What is in the cart: pieces, and what they cost. */
  cart: { pieces: number; value: number };
}

/** Share of visits of the test site. */
const STAGING = 0.08;
const MINUTE = 60_000;

interface Beginning {
  at: number;
  isRecorded: boolean;
}

export function sceneOf(plan: Plan, random: Random, { at, isRecorded }: Beginning): Scene {
  const place = plan.rhythm.placeAt(at, random);
  const visitor = visitorOf(place, { random, options: plan.options });
  const release = plan.releaseAt(at, random);
  const isStaging = random.chance(STAGING);
  const speed = speedOf(visitor.browser, place, random);
  const skew = random.chance(plan.hardships.wrongClocks) ? wrongClock(random) : 0;
  return {
    random,
    hardships: plan.hardships,
    until: plan.options.until,
    visitor,
    release,
    origin: isStaging ? 'https://staging.shop.example' : 'https://shop.example',
    shared: {
      source: 'browser',
      application: { id: plan.options.application },
      session: { id: random.uuid(), type: 'user', ...(isRecorded && { has_replay: true }) },
      service: 'shop-web',
      env: isStaging ? 'staging' : 'prod',
      version: release.version,
      ...(visitor.usr && { usr: visitor.usr }),
      ...(visitor.account && { account: visitor.account }),
      connectivity: speed.connectivity,
      device: { locale: place.country.locale, time_zone: place.city[2] },
      display: { viewport: viewportOf(visitor.browser, random) },
    },
    enrichment: { ...(skew && { clock_skew: skew }), ...enrichmentOf(visitor, place) },
    skew,
    ...speed,
    flags: flagsOf(random),
    cart: { pieces: 0, value: 0 },
  };
}

function viewportOf({ device }: Browser, random: Random): { width: number; height: number } {
  const [width, height] = random.pick(VIEWPORTS[device]);
  return { width, height };
}

function enrichmentOf({ browser, browserVersion }: Visitor, { country, city }: Place): Enrichment {
  return {
    user_agent: {
      browser: browser.name,
      browser_version: browserVersion,
      os: browser.os,
      device_type: browser.device,
    },
    geo: { country: country.code, region: city[0], city: city[1] },
  };
}

/** Only Chromium tells what the network seems. */
function speedOf(browser: Browser, { country }: Place, random: Random) {
  const slowness = country.slowness * random.logNormal(1, 0.3);
  const seems = slowness > 4.5 ? '2g' : slowness > 2.4 ? '3g' : '4g';
  const isTold = browser.engine === 'chromium';
  return {
    network: slowness * (browser.device === 'desktop' ? 1 : 1.35),
    processor: browser.slowness * random.logNormal(1, 0.25),
    connectivity: {
      status: 'connected' as const,
      ...(isTold && { effective_type: seems as '2g' | '3g' | '4g' }),
    },
  };
}

/** From minutes to days, ahead or behind. */
function wrongClock(random: Random): number {
  const error = Math.min(random.logNormal(40 * MINUTE, 1.8), 40 * 24 * 60 * MINUTE);
  return Math.round(2 * MINUTE + error) * (random.chance(0.5) ? 1 : -1);
}

function flagsOf(random: Random): Record<string, unknown> {
  return {
    new_checkout: random.chance(0.5),
    gallery: random.pick(['grid', 'carousel', 'zoom']),
    ...(random.chance(0.2) && { express_pay: true }),
  };
}
