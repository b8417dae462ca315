import { COUNTRIES, type City, type Country } from './data/places.js';
import { DAY, HOUR, type SeedOptions } from './options.js';
import { indexIn, weighted, type Random, type Weighted } from './random.js';

export interface Place {
  country: Country;
  city: City;
}

/** When and where visits begin, by the clocks of those who come. */
export interface Rhythm {
  /** By when this part of all visits has begun, in milliseconds since the Unix epoch. */
  timeOf(part: number): number;
  placeAt(time: number, random: Random): Place;
}

/** How many visit by the hour of their day, from midnight. */
const BY_HOUR = [
  2.2, 1.2, 0.8, 0.6, 0.6, 1, 2.5, 4.5, 6, 6.8, 7, 7.2, 7.8, 7.2, 6.8, 6.8, 7, 7.6, 8.6, 10, 10.6,
  9.2, 6.5, 4,
];
/** By the day, from Sunday. */
const BY_DAY = [1.2, 1, 0.95, 0.95, 0.95, 0.9, 1.1];
/** How many more visit at the end of the data than at its beginning. */
const GROWTH = 1.25;
const HOURS_OF_WEEK = 7 * 24;
/** The Unix epoch was a Thursday. */
const FIRST_DAY = 4;

const PLACES: readonly (Place & { weight: number })[] = COUNTRIES.flatMap((country) =>
  country.cities.map((city) => ({ country, city, weight: country.weight / country.cities.length })),
);

export function rhythmOf({ days, until }: Pick<SeedOptions, 'days' | 'until'>): Rhythm {
  const from = until - days * DAY;
  const hours = Math.ceil(days * 24);
  const week = Array.from({ length: HOURS_OF_WEEK }, (_, hour) => placesAt(hour));
  const sums = new Float64Array(hours);
  let sum = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const busy = week[hourOfWeek(from + (hour + 0.5) * HOUR)]?.sums.at(-1) ?? 0;
    sum += busy * (1 + ((GROWTH - 1) * hour) / hours);
    sums[hour] = sum;
  }
  return {
    timeOf(part) {
      const sought = part * sum;
      const hour = indexIn(sums, sought);
      const before = sums[hour - 1] ?? 0;
      const within = (sought - before) / ((sums[hour] ?? 0) - before);
      return Math.min(from + (hour + within) * HOUR, until);
    },
    placeAt(time, random) {
      const places = week[hourOfWeek(time)];
      if (!places) throw new Error(`There is no hour at ${time}.`);
      return random.pickWeighted(places);
    },
  };
}

/** The hour of the week, from the epoch's weekday on, in UTC. */
function hourOfWeek(time: number): number {
  return Math.floor(time / HOUR) % HOURS_OF_WEEK;
}

function placesAt(hour: number): Weighted<Place> {
  return weighted(PLACES, ({ city: [, , , offset], weight }) => {
    const local = hour + offset + HOURS_OF_WEEK;
    const day = (Math.floor(local / 24) + FIRST_DAY) % 7;
    return weight * (BY_HOUR[Math.floor(local) % 24] ?? 0) * (BY_DAY[day] ?? 0);
  });
}
