/** Chance that repeats itself: the same seeds give the same numbers, in whatever thread. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  between(min: number, max: number): number;
  /** A whole number, both ends included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Each by its weight. */
  pickWeighted<Item>(weighted: Weighted<Item>): Item;
  /** As times are spread: half are below the median, and a few are many times as long. */
  logNormal(median: number, spread: number): number;
  /** How often something happens that happens so often on average. */
  count(average: number): number;
  /** Lower-case hexadecimal digits, a multiple of 8 of them. */
  hex(digits: number): string;
  uuid(): string;
}

export interface Weighted<Item> {
  items: readonly Item[];
  /** Sums of the weights so far. */
  sums: readonly number[];
}

const WORD = 2 ** 32;
/** Rounds after which neighbouring seeds have nothing in common. */
const WARM_UP = 12;

/** All numbers of four digits: ids are half of what is made, and `toString` is slow. */
const HEX = Array.from({ length: 0x10000 }, (_, number) => number.toString(16).padStart(4, '0'));

/** sfc32, which passes PractRand and costs a few additions. */
export function randomOf(a: number, b = 0, c = 0): Random {
  let [x, y, z, counter] = [a | 0, b | 0, c | 0, 1];
  const word = () => {
    const sum = (((x + y) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    x = y ^ (y >>> 9);
    y = (z + (z << 3)) | 0;
    z = ((z << 21) | (z >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < WARM_UP; round += 1) word();
  const next = () => word() / WORD;
  const hex8 = () => {
    const number = word();
    return `${HEX[number >>> 16]}${HEX[number & 0xffff]}`;
  };
  const random: Random = {
    next,
    between: (min, max) => min + next() * (max - min),
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => at(items, Math.floor(next() * items.length)),
    pickWeighted: ({ items, sums }) => at(items, indexIn(sums, next() * at(sums, sums.length - 1))),
    logNormal: (median, spread) => median * Math.exp(spread * gaussian(next)),
    count(average) {
      const floor = Math.exp(-average);
      let count = 0;
      for (let left = next(); left > floor; left *= next()) count += 1;
      return count;
    },
    hex(digits) {
      let text = '';
      while (text.length < digits) text += hex8();
      return text;
    },
    uuid() {
      const [first, second, third, fourth] = [hex8(), hex8(), hex8(), hex8()];
      const variant = '89ab'[word() & 3] ?? '8';
      return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
    },
  };
  return random;
}

/** Makes a list that is picked from by weight. */
export function weighted<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
): Weighted<Item> {
  let sum = 0;
  return { items, sums: items.map((item) => (sum += weightOf(item))) };
}

/** Where the first sum is that is more than `sought`. */
export function indexIn(sums: ArrayLike<number>, sought: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > sought) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Nearly: a sum of uniform numbers, without the logarithm and the cosine. */
function gaussian(next: () => number): number {
  return (next() + next() + next() + next() - 2) * Math.sqrt(3);
}

function at<Item>(items: readonly Item[], index: number): Item {
  if (index >= items.length) throw new Error('There is nothing to pick from.');
  return items[index] as Item;
}
