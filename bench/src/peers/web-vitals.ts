import { jsonLines, vital } from '../fact.ts';
import { KINDS, type Peer } from '../peer.ts';

/** The library that measures what most of the others also measure. */
export const webVitals: Peer = {
  id: 'web-vitals',
  name: 'bare web-vitals',
  packages: ['web-vitals'],
  omits: KINDS.filter((kind) => kind !== 'vital'),
  read: (posts) =>
    posts.flatMap(({ text }) => jsonLines<{ name: string }>(text)).map(({ name }) => vital(name)),
};
