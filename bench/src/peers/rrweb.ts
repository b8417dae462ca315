import { KINDS, type Peer } from '../peer.ts';

/** The recorder that most of the others build upon. */
export const rrweb: Peer = {
  id: 'rrweb',
  name: 'bare rrweb record()',
  packages: ['@rrweb/record'],
  hasReplay: true,
  omits: KINDS,
  read: () => [],
};
