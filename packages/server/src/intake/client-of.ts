import { isIPv6 } from 'node:net';

/**
 * What stands for a client: its address, of IPv6 the first 64 bits, since it may take any address below them
 * (RFC 4291, RFC 8981). A socket that was reset has no address any more.
 */
export function clientOf(ip = ''): string {
  // An IPv4 client of a socket that takes both.
  const address = ip.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<number>(zeros).fill(0), ...after].slice(0, 4).join(':');
}

function groupsOf(text: string): number[] {
  const groups = text.split(':').filter(Boolean);
  return groups.map((group) => Number.parseInt(group, 16));
}
