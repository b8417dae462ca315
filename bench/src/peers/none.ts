import { KINDS, type Peer } from '../peer.ts';

/** The page as it is. */
export const none: Peer = {
  id: 'none',
  name: 'no SDK',
  packages: [],
  omits: KINDS,
  read: () => [],
};
