import type { Events } from '@firsthand/protocol';
import { BROWSERS, type Browser } from './data/browsers.js';
import { FIRST_NAMES, LAST_NAMES, MAIL_HOSTS, ORGANISATIONS } from './data/people.js';
import type { SeedOptions } from './options.js';
import { randomOf, type Random } from './random.js';
import type { Place } from './rhythm.js';

type Usr = NonNullable<Events['view']['usr']>;

export interface Visitor {
  browser: Browser;
  /** The major version. */
  browserVersion: string;
  plan: 'free' | 'pro' | 'team';
  usr?: Usr & { plan: string };
  account?: { id: string; name: string };
}

/** Share of visits by people who have signed in. */
const SIGNED_IN = 0.3;
/** So many events come from one who has signed in, on average: some four visits. */
const EVENTS_PER_USER = 600;

export function visitorOf(place: Place, { random, options }: VisitorParts): Visitor {
  if (!random.chance(SIGNED_IN)) return { ...browserOf(random), plan: 'free' };
  const pool = Math.max(5, (options.events / EVENTS_PER_USER) * (place.country.weight / 100));
  // A few come often, most seldom.
  const number = Math.floor(pool * random.next() ** 2);
  return userOf(place.country.code, { number, seed: options.seed });
}

interface VisitorParts {
  random: Random;
  options: Pick<SeedOptions, 'events' | 'seed'>;
}

/** The same for each visit of that person. */
function userOf(country: string, { number, seed }: { number: number; seed: number }): Visitor {
  const random = randomOf(seed, number, (country.charCodeAt(0) << 8) | country.charCodeAt(1));
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const plan = random.pick(['free', 'free', 'free', 'pro', 'pro', 'team'] as const);
  const id = random.hex(8);
  const mailbox = `${first}.${last}${number}`.toLowerCase().normalize('NFD');
  const organisation = random.integer(0, ORGANISATIONS.length - 1);
  return {
    ...browserOf(random),
    plan,
    usr: {
      id: `usr_${id}`,
      name: `${first} ${last}`,
      email: `${mailbox.replaceAll(/[^\w.]/g, '')}@${random.pick(MAIL_HOSTS)}`,
      plan,
    },
    ...(plan === 'team' && {
      account: { id: `org_${organisation + 1}`, name: ORGANISATIONS[organisation] ?? '' },
    }),
  };
}

function browserOf(random: Random): Pick<Visitor, 'browser' | 'browserVersion'> {
  const browser = random.pickWeighted(BROWSERS);
  const age = Math.min(9, Math.floor(random.logNormal(0.8, 0.9)));
  return { browser, browserVersion: String(browser.newest - age) };
}
